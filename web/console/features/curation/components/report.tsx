import { Progress, SegmentedControl } from "@mantine/core";
import "@mantine/core/styles/Progress.css";
import { CloudOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { asking, useReport, type ReportRow } from "../api/questions";
import css from "./questions.module.css";
import { Against } from "./against";
import { ReportEntry } from "./report-row";
import { Verdicts } from "./verdicts";

const changes = ["worse", "better", "changed", "new", "same"] as const;
type Shown = (typeof changes)[number] | "all";

interface Props {
  set: string;
  run: string;
  /** Another run of the set to compare with, if somebody chose one. */
  against: string | undefined;
  onAgainst(run: string | undefined): void;
}

/** A run by question: what got worse first, then what got better. */
export function Report({ set, run, against: named, onAgainst }: Props) {
  const { t } = useTranslation("curation");
  const times = useTimes();
  const report = useReport(run, named);
  const [shown, setShown] = useState<Shown>("all");
  if (report.isPending) return <SkeletonLines lines={8} />;
  if (!report.data) return <EmptyState icon={CloudOff} tone="error" title={t("questions.failed")} />;
  const { run: now, against, rows } = report.data;
  const count = (change: Shown) => rows.filter((row) => change === "all" || row.change === change).length;
  const sorted = [...rows].sort((a, b) => order(a) - order(b)).filter((row) => shown === "all" || row.change === shown);
  const alone = !against && !now.draft; // nothing to compare with
  const choices = (["all", ...changes] as const).filter((change) => change === "all" || count(change) > 0);
  return (
    <>
      <p className={css.meta}>{against ? t(now.article_id ? "report.draft_against" : "report.against", { title: now.article_title, when: times.full(against.created_at) }) : now.article_id ? t("report.draft", { title: now.article_title }) : t("report.first")}</p>
      <Against set={set} run={run} value={against?.id} own={Boolean(now.article_id)} onChange={onAgainst} />
      {asking(now.state) && <Progress value={now.total ? (100 * now.done) / now.total : 0} aria-label={t(`run.${now.state}`, { done: now.done, total: now.total })} />}
      {now.state === "failed" && <p className={css.failed} role="alert">{t("run.failed", { done: now.done, total: now.total })}</p>}
      <div className={css.sides}>
        {(against || now.draft) && <Verdicts counts={(against && ((named && against.draft) || against.live)) ?? now.live} label={t("report.before")} />}
        <Verdicts counts={now.draft ?? now.live} {...(alone ? {} : { label: t("report.after") })} />
      </div>
      {!alone && <SegmentedControl className={css.filter} aria-label={t("report.show")} value={shown} onChange={(value) => setShown(value as Shown)} data={choices.map((value) => ({ value, label: t(`change.${value}`, { count: count(value) }) }))} />}
      <ul className={css.rows}>
        {sorted.map((row) => (
          <li key={row.question.id}>
            <ReportEntry row={row} alone={alone} />
          </li>
        ))}
      </ul>
    </>
  );
}

const order = (row: ReportRow) => changes.indexOf(row.change) * 10 + (row.after.verdict === "right" ? 1 : 0);
