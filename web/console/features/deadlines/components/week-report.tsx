import { Button, SegmentedControl } from "@mantine/core";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { csv } from "@console/shared/ui/csv";
import { offerFile } from "@console/shared/ui/offer-file";
import { Loaded } from "@console/shared/ui/settings-frame";
import { useTeamNames, useWeeks, type WeekAttainment } from "../api/deadlines";
import { spanText } from "../spans";
import { byTeamAndWeek, weeksTable } from "../weeks";
import { goals, Kept } from "./attainment-table";
import css from "./deadlines.module.css";

/** How teams kept what they promise, week by week. */
export function WeekReport() {
  const { t } = useTranslation("deadlines");
  const [weeks, setWeeks] = useState(8);
  const report = useWeeks(weeks);
  const nameOf = useTeamNames();
  const download = () => report.data && offerFile(`deadlines-${weeks}-weeks.csv`, csv(weeksTable(report.data, nameOf)), "text/csv;charset=utf-8");
  return (
    <section className={css.fields} aria-label={t("weeks_title")}>
      <div className={css.tools}>
        <h2 className={css.heading}>{t("weeks_title")}</h2>
        <div className={css.tools}>
          <SegmentedControl size="xs" aria-label={t("days")} value={String(weeks)} onChange={(value) => setWeeks(Number(value))} data={[4, 8, 26].map((value) => ({ value: String(value), label: t("last_weeks", { count: value }) }))} />
          <Button size="xs" variant="default" leftSection={<Download size={14} aria-hidden />} disabled={!report.data?.length} onClick={download}>
            {t("csv")}
          </Button>
        </div>
      </div>
      <p className={css.hint}>{t("weeks_hint")}</p>
      <Loaded query={report} failed={t("failed")} failedText={t("failed_text")}>
        {(lines) => (lines.length === 0 ? <p className={css.hint}>{t("no_figures_text")}</p> : <Weeks lines={lines} />)}
      </Loaded>
    </section>
  );
}

function Weeks({ lines }: { lines: WeekAttainment[] }) {
  const { t, i18n } = useTranslation("deadlines");
  const nameOf = useTeamNames();
  const date = new Intl.DateTimeFormat(i18n.language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return (
    // Wider than a phone: it scrolls by itself, by keyboard too.
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t("weeks_title")}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col" className={css.week}>
              {t("week")}
            </th>
            <th scope="col" className={css.first}>
              {t("team")}
            </th>
            {goals.map((goal) => (
              <th key={goal} scope="col">
                {t(`goal_${goal}`)}
              </th>
            ))}
            <th scope="col">{t("median")}</th>
          </tr>
        </thead>
        <tbody>
          {byTeamAndWeek(lines).map(({ week, team, of }) => (
            <tr key={week + (team ?? "")}>
              <th scope="row" className={css.week}>{date.format(new Date(week))}</th>
              <td className={css.first}>{nameOf(team)}</td>
              {goals.map((goal) => (
                <Kept key={goal} line={of[goal]} />
              ))}
              <td>{of.first_reply?.median_s === undefined ? "–" : spanText(i18n.language, of.first_reply.median_s)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
