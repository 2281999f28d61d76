import { useTranslation } from "react-i18next";

/** "42 min", "3.5 hr": minutes as people read them. */
export function duration(language: string, minutes: number): string {
  const unit = (name: string, value: number, digits = 0) =>
    new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: digits }).format(value);
  return minutes < 90 ? unit("minute", Math.round(minutes)) : unit("hour", minutes / 60, 1);
}

export function useDurations(): (minutes: number) => string {
  const { i18n } = useTranslation();
  return (minutes) => duration(i18n.language, minutes);
}
