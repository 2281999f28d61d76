import { useTranslation } from "react-i18next";

/** Figures in the console's language. */
export function useFigures() {
  const { i18n } = useTranslation();
  const format = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(i18n.language, options);
  return {
    percent: (share: number) => format({ style: "percent" }).format(Math.min(1, Math.max(0, share))),
    seconds: (ms: number) =>
      ms < 1000
        ? format({ style: "unit", unit: "millisecond" }).format(ms)
        : format({ style: "unit", unit: "second", maximumFractionDigits: 1 }).format(ms / 1000),
    score: (value: number) => format({ maximumFractionDigits: 2, minimumFractionDigits: 2 }).format(value),
    dollars: (micros: number) => format({ style: "currency", currency: "USD", maximumFractionDigits: 5 }).format(micros / 1_000_000),
  };
}
