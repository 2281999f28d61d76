import { useTranslation } from "react-i18next";
import type { Gap } from "../api/gaps";
import css from "./gaps.module.css";

type Rate = Gap["before"];

/** How often the question met no answer, before the article and after it. */
export function MissRate({ gap }: { gap: Gap }) {
  const { t } = useTranslation("curation");
  if (gap.status !== "closed") return null;
  return (
    <div className={css.rates}>
      <Share label={t("gaps.before")} rate={gap.before} tone="before" />
      <Share label={t("gaps.after")} rate={gap.after} tone="after" />
    </div>
  );
}

function Share({ label, rate, tone }: { label: string; rate: Rate; tone: string }) {
  const { t, i18n } = useTranslation("curation");
  const share = rate.asked ? rate.missed / rate.asked : 0;
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" }).format(share);
  return (
    <div className={css.rate}>
      <p className={css.rateLabel}>{label}</p>
      <p className={css.rateValue} data-tone={tone}>
        {rate.asked ? t("gaps.missed_share", { percent }) : t("gaps.not_asked")}
      </p>
      <span className={css.bar}>
        <span className={css.fill} data-tone={tone} style={{ transform: `scaleX(${share})` }} />
      </span>
      <p className={css.rateOf}>{t("gaps.missed_of", { missed: rate.missed, count: rate.asked })}</p>
    </div>
  );
}
