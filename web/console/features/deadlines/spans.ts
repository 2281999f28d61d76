/** What minutes are given in, from the smallest. */
export const units = { minutes: 1, hours: 60, days: 24 * 60 } as const;
export type Unit = keyof typeof units;

/** The largest unit that says so many minutes without a fraction. */
export function unitOf(minutes: number): Unit {
  if (minutes > 0 && minutes % units.days === 0) return "days";
  return minutes > 0 && minutes % units.hours === 0 ? "hours" : "minutes";
}

/** "45s", "12m", "3h 20m", "2d 4h": two parts at most, never negative. */
export function spanText(language: string, seconds: number): string {
  const say = (value: number, unit: string) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "narrow" }).format(value);
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return say(whole, "second");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return say(minutes, "minute");
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${say(hours, "hour")} ${say(minutes % 60, "minute")}` : say(hours, "hour");
  const days = Math.floor(hours / 24);
  return hours % 24 ? `${say(days, "day")} ${say(hours % 24, "hour")}` : say(days, "day");
}

/** What a day's field (2026-11-23T09:00, the browser's time) means as an instant; undefined while it is empty. */
export const instantOf = (field: string) => (field ? new Date(field).toISOString() : undefined);

/** The field of an instant, to the minute. */
export function fieldOf(instant: string | undefined): string {
  if (!instant) return "";
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Met of all that had a target, in whole percent; undefined where nothing had. */
export const shareMet = ({ met, missed }: { met: number; missed: number }) => (met + missed > 0 ? Math.floor((100 * met) / (met + missed)) : undefined);
