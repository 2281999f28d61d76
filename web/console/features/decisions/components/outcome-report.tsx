import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useOutcomes, type Counts } from "../api/outcomes";
import { everyDay, parts, split, total } from "../outcomes";
import decisions from "./decisions.module.css";
import css from "./outcome-report.module.css";

/** What became of the bot's conversations: what visitors said and what silence was taken for are never added up unseen. */
export function OutcomeReport() {
  const { t, i18n } = useTranslation("decisions");
  const [days, setDays] = useState(30);
  const report = useOutcomes(days);
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  const all = total(report.data?.days ?? []);
  const share = (n: number) => percent.format(all.conversations ? n / all.conversations : 0);
  return (
    <section className={decisions.part} aria-label={t("outcomes_title")}>
      <div className={css.head}>
        <h2 className={decisions.heading}>{all.conversations ? t("outcomes_answer", { confirmed: share(all.confirmed), assumed: share(all.assumed) }) : t("outcomes_title")}</h2>
        <SegmentedControl size="xs" aria-label={t("outcomes_days")} data={[7, 30, 90].map((value) => ({ value: String(value), label: t("outcomes_last", { count: value }) }))} value={String(days)} onChange={(value) => setDays(Number(value))} />
      </div>
      <p className={decisions.text}>{t("outcomes_text")}</p>
      {report.isPending ? (
        <SkeletonLines lines={4} />
      ) : all.conversations === 0 ? (
        <p className={decisions.text}>{t("outcomes_none")}</p>
      ) : (
        <>
          <Days list={everyDay(report.data?.days ?? [], days)} />
          <Legend counts={all} />
          <Table head={t("outcomes_intent")} rows={(report.data?.intents ?? []).map((one) => ({ ...one, name: one.intent || t("outcomes_no_intent") }))} />
        </>
      )}
    </section>
  );
}

function Days({ list }: { list: (Counts & { day: string })[] }) {
  const { t, i18n } = useTranslation("decisions");
  const most = Math.max(1, ...list.map((one) => one.conversations));
  const date = new Intl.DateTimeFormat(i18n.language, { day: "numeric", month: "short", timeZone: "UTC" });
  return (
    <ol className={css.days} aria-label={t("outcomes_by_day")}>
      {list.map((one) => {
        const ways = split(one);
        const label = t("outcomes_day", { day: date.format(new Date(one.day)), count: one.conversations, ...ways });
        return (
          <li key={one.day} className={css.day} title={label}>
            <span className={css.hidden}>{label}</span>
            <span className={css.bar} aria-hidden style={{ height: `${(one.conversations / most) * 100}%` }}>
              {parts.map((part) => (
                <span key={part} data-part={part} style={{ flexGrow: ways[part] }} />
              ))}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Legend({ counts }: { counts: Counts }) {
  const { t } = useTranslation("decisions");
  const ways = split(counts);
  return (
    <ul className={css.legend}>
      {parts.map((part) => (
        <li key={part}>
          <span className={css.swatch} data-part={part} aria-hidden /> {t(`outcome_${part}`)} <b>{ways[part]}</b>
        </li>
      ))}
    </ul>
  );
}

function Table({ head, rows }: { head: string; rows: (Counts & { name: string })[] }) {
  const { t } = useTranslation("decisions");
  if (rows.length === 0) return null;
  return (
    <div className={decisions.scroll}>
      <table className={decisions.table}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" className={decisions.num}>
              {t("outcomes_count")}
            </th>
            {parts.map((part) => (
              <th key={part} scope="col" className={decisions.num}>
                {t(`outcome_${part}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const ways = split(row);
            return (
              <tr key={row.name}>
                <td>{row.name}</td>
                <td className={decisions.num}>{row.conversations}</td>
                {parts.map((part) => (
                  <td key={part} className={decisions.num}>
                    {ways[part]}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
