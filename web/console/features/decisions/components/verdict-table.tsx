import { useTranslation } from "react-i18next";
import { useVerdicts } from "../api/ledger";
import { useHouse } from "../api/rules";
import { useCause } from "../use-why";
import css from "./decisions.module.css";

/** How well each cause of escalations does, on those that somebody judged. */
export function VerdictTable() {
  const { t, i18n } = useTranslation("decisions");
  const verdicts = useVerdicts().data ?? [];
  const cause = useCause(useHouse().data?.rules ?? []);
  const part = (value?: number) => (value === undefined ? "–" : new Intl.NumberFormat(i18n.language, { style: "percent" }).format(value));
  if (verdicts.length === 0) return <p className={css.text}>{t("verdicts_none")}</p>;
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t("col_cause")}</th>
            {(["fired", "right", "false", "missed", "precision", "recall"] as const).map((name) => (
              <th key={name} scope="col" className={css.num}>
                {t(`col_${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {verdicts.map((row) => (
            <tr key={row.cause}>
              <td>{row.cause ? cause(row.cause) : t("no_cause")}</td>
              <td className={css.num}>{row.fired}</td>
              <td className={css.num}>{row.right}</td>
              <td className={css.num}>{row.false}</td>
              <td className={css.num}>{row.missed}</td>
              <td className={css.num}>{part(row.precision)}</td>
              <td className={css.num}>{part(row.recall)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
