import { useTranslation } from "react-i18next";
import css from "./gaps.module.css";

/** Eight weeks of misses, this one last. */
export function Trend({ weeks }: { weeks: number[] }) {
  const { t } = useTranslation("curation");
  const most = Math.max(1, ...weeks);
  return (
    <span className={css.trend} role="img" aria-label={t("gaps.trend", { weeks: weeks.join(", ") })}>
      {weeks.map((count, week) => (
        <span key={week} className={css.week} data-none={count === 0 || undefined} style={{ blockSize: `${Math.max(2, Math.round((count / most) * 20))}px` }} />
      ))}
    </span>
  );
}
