import { useTranslation } from "react-i18next";
import type { Detail } from "@console/shared/api/types";
import { useTimes } from "@console/shared/i18n/times";
import css from "./visitor.module.css";

export function Visitor({ detail: { visitor, rating, intents, resolution } }: { detail: Detail }) {
  const { t } = useTranslation();
  const times = useTimes();
  const rows: [string, string][] = [
    [t("visitor.name"), visitor.name],
    [t("visitor.email"), visitor.email],
    [t("visitor.identity"), visitor.external_id ?? ""],
    [t("visitor.language"), t(`language.${visitor.lang}` as "language.en", { defaultValue: visitor.lang })],
    [t("visitor.page"), visitor.page_url],
    [t("visitor.first_seen"), times.full(visitor.first_seen)],
    [t("visitor.wants"), intents.map((intent) => intent.name).join(" · ")],
    [t("visitor.resolution"), resolution ? t(`visitor.resolution_${resolution}`) : ""],
    [t("visitor.rating"), rating ? t("visitor.rated", { score: rating.score }) : ""],
    ...Object.entries(visitor.attributes ?? {}),
  ];
  return (
    <dl className={css.list}>
      {rows
        .filter(([, value]) => value)
        .map(([term, value]) => (
          <div key={term} className={css.row}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      <div className={css.row}>
        <dt>{t("visitor.presence")}</dt>
        <dd>{t(visitor.online ? "visitor.online" : "visitor.offline")}</dd>
      </div>
    </dl>
  );
}
