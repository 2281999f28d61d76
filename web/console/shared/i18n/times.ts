import { useTranslation } from "react-i18next";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const unit = (language: string, name: string, value: number) =>
  new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "narrow" }).format(value);

/** "2m", "5h", "3d": how long ago, in as few characters as a list row has. */
export function shortAge(language: string, at: number, now: number, justNow: string): string {
  const age = Math.max(0, now - at);
  if (age < minute) return justNow;
  if (age < hour) return unit(language, "minute", Math.floor(age / minute));
  if (age < day) return unit(language, "hour", Math.floor(age / hour));
  if (age < 7 * day) return unit(language, "day", Math.floor(age / day));
  return new Intl.DateTimeFormat(language, { month: "short", day: "numeric" }).format(at);
}

/** "1:12", for countdowns: tabular, never negative. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Times in the console's language and the browser's time zone. */
export function useTimes() {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  return {
    age: (at: string, now: number) => shortAge(language, Date.parse(at), now, t("time.now")),
    time: (at: string) => new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(at)),
    day: (at: string) => new Intl.DateTimeFormat(language, { weekday: "long", month: "long", day: "numeric" }).format(new Date(at)),
    date: (at: string) => new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(at)),
    full: (at: string) => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" }).format(new Date(at)),
  };
}
