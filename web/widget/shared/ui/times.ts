import type { Lang } from "../locale/translate";

const tags: Record<Lang, string> = { en: "en-GB", zh: "zh-CN" };
const formats = new Map<string, Intl.DateTimeFormat>();

function format(lang: Lang, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = lang + name;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(tags[lang], options);
  formats.set(key, made);
  return made;
}

export const clock = (lang: Lang, at: Date) => format(lang, "clock", { hour: "2-digit", minute: "2-digit" }).format(at);
export const date = (lang: Lang, at: Date) => format(lang, "date", { day: "numeric", month: "long", year: "numeric" }).format(at);
export const weekday = (lang: Lang, at: Date) => format(lang, "weekday", { weekday: "long", day: "numeric", month: "long" }).format(at);

/** A moment to come: the time today, with the weekday this week, with the day of the month after that. */
export function soon(lang: Lang, at: Date, now = new Date()): string {
  if (dayOf(at) === dayOf(now)) return clock(lang, at);
  const near = at.getTime() - now.getTime() < 6 * 24 * 3_600_000;
  const options: Intl.DateTimeFormatOptions = { weekday: "long", hour: "2-digit", minute: "2-digit" };
  return near ? format(lang, "soon", options).format(at) : format(lang, "later", { ...options, day: "numeric", month: "long" }).format(at);
}

/** The local day, for grouping. */
export const dayOf = (at: Date) => `${at.getFullYear()}-${at.getMonth()}-${at.getDate()}`;
