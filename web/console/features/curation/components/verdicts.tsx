import { useTranslation } from "react-i18next";
import type { VerdictCounts } from "../api/questions";
import css from "./questions.module.css";

const kinds = ["right", "declined", "wrong", "invented"] as const;

/** What answers were worth, as one bar with its numbers. */
export function Verdicts({ counts, label }: { counts: VerdictCounts; label?: string }) {
  const { t, i18n } = useTranslation("curation");
  const total = kinds.reduce((sum, kind) => sum + counts[kind], 0);
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" }).format(total ? counts.right / total : 0);
  return (
    <div className={css.verdicts}>
      <p className={css.verdictHead}>
        {label && <span>{label}</span>}
        <strong>{total ? t("questions.right_share", { percent }) : t("questions.not_asked")}</strong>
      </p>
      <span className={css.stack} aria-hidden>
        {kinds.map((kind) => counts[kind] > 0 && <span key={kind} className={css.part} data-verdict={kind} style={{ flexGrow: counts[kind] }} />)}
      </span>
      <p className={css.legend}>
        {kinds.map(
          (kind) =>
            counts[kind] > 0 && (
              <span key={kind} className={css.key} data-verdict={kind}>
                {t(`verdict.${kind}`)} {counts[kind]}
              </span>
            ),
        )}
      </p>
    </div>
  );
}
