import type { Span } from "./api/teams";

/** Weekdays as people read them, Monday first; the number is that of the calendar, Sunday = 0. */
export const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

/** The name of a weekday: the first of January 2023 was a Sunday. */
export const dayName = (day: number, language: string) => new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2023, 0, 1 + day)));

/** The calendar's days, all seven: the server leaves out those past the last open one. */
export const wholeWeek = (week: Span[][] | null | undefined): Span[][] => Array.from({ length: 7 }, (_, day) => week?.[day] ?? []);

/** Every half hour, up to the end of the day, and what is set although it is none. */
export function clocks(set: string, first = "00:00"): string[] {
  const all = Array.from({ length: 49 }, (_, at) => `${String(Math.floor(at / 2)).padStart(2, "0")}:${at % 2 ? "30" : "00"}`);
  return [...new Set([...all, set])].filter((clock) => clock >= first).sort();
}

/** The hours that one more press adds to a day: the usual ones, or what is left after the last. */
export function nextSpan(day: Span[]): Span | undefined {
  const last = day.at(-1);
  if (!last) return { from: "09:00", until: "18:00" };
  const rest = clocks(last.until, last.until).filter((clock) => clock > last.until);
  const [from, until] = [rest[1] ?? rest[0], rest[5] ?? rest.at(-1)];
  return from && until && from < until ? { from, until } : undefined;
}

/** "a, b" as a list, and back. */
export const listed = (text: string): string[] => [...new Set(text.split(/[,，、]/).map((part) => part.trim()).filter(Boolean))];
export const joined = (list: readonly string[]): string => list.join(", ");
