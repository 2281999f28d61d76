import { SegmentedControl } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { AlarmClockCheck } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAttainment } from "@console/features/deadlines/api/deadlines";
import { AttainmentTable } from "@console/features/deadlines/components/attainment-table";
import { BoardNav } from "@console/features/deadlines/components/board-nav";
import css from "@console/features/deadlines/components/deadlines.module.css";
import { Ratings } from "@console/features/deadlines/components/ratings";
import { WeekReport } from "@console/features/deadlines/components/week-report";
import { useConversations } from "@console/features/inbox/api/get-conversations";
import type { ListRow } from "@console/shared/api/types";
import { useWorkspace } from "@console/shared/session/session";
import { setTitle } from "@console/shared/state/title";
import { Due, dueState } from "@console/shared/ui/due";
import { EmptyState } from "@console/shared/ui/empty-state";
import { Loaded } from "@console/shared/ui/settings-frame";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useNow } from "@console/shared/ui/use-now";
import { useVisitorName } from "@console/shared/ui/visitor-name";
import page from "./curation-page.module.css";
import { LeftNow } from "./left-now";

/** The supervisors' board: what is near or over now, and how teams kept what they promise. */
export function DeadlinesPage() {
  const { t } = useTranslation("deadlines");
  const [days, setDays] = useState(7);
  const figures = useAttainment(days);
  const title = t("board_title");
  useEffect(() => setTitle(title), [title]);
  return (
    <div className={page.page}>
      <div className={page.sheet}>
        <BoardNav here="board" />
        <h1 className={page.title}>{title}</h1>
        <p className={page.lead}>{t("board_lead")}</p>
        <section aria-label={t("now")} className={css.fields}>
          <h2 className={css.heading}>{t("now")}</h2>
          <Now />
        </section>
        <section aria-label={t("left")} className={css.fields}>
          <h2 className={css.heading}>{t("left")}</h2>
          <p className={css.hint}>{t("left_hint")}</p>
          <LeftNow />
        </section>
        <section className={css.fields}>
          <div className={css.tools}>
            <h2 className={css.heading}>{t("figures")}</h2>
            <SegmentedControl size="xs" aria-label={t("days")} value={String(days)} onChange={(value) => setDays(Number(value))} data={[7, 30, 90].map((value) => ({ value: String(value), label: t("last_days", { count: value }) }))} />
          </div>
          <p className={css.hint}>{t("figures_hint")}</p>
          <Loaded query={figures} failed={t("failed")} failedText={t("failed_text")}>
            {(lines) => <AttainmentTable lines={lines} />}
          </Loaded>
        </section>
        <WeekReport />
        <Ratings />
      </div>
    </div>
  );
}

function Now() {
  const { t } = useTranslation("deadlines");
  const list = useConversations({ view: "all", order: "deadline" });
  const now = useNow();
  if (list.isPending) return <SkeletonLines lines={4} />;
  const rows = (list.data?.pages[0]?.rows ?? []).filter((row) => row.deadline && dueState(row.deadline, now));
  if (rows.length === 0) {
    return (
      <EmptyState icon={AlarmClockCheck} title={t("all_well")}>
        {t("all_well_text")}
      </EmptyState>
    );
  }
  return (
    <ul className={css.list}>
      {rows.map((row) => (
        <NowRow key={row.id} row={row} />
      ))}
    </ul>
  );
}

function NowRow({ row }: { row: ListRow }) {
  const { t } = useTranslation("deadlines");
  const { slug } = useWorkspace();
  const name = useVisitorName()(row);
  if (!row.deadline) return null;
  return (
    <li>
      <Link to="/w/$slug/inbox/$view/$conversation" params={{ slug, view: "all", conversation: row.id }} className={css.line} style={{ textDecoration: "none" }}>
        <span className={css.who}>
          <span className={css.name}>{name}</span>
          <span className={css.meta}>#{row.number}</span>
        </span>
        <span>{t(`goal_${row.deadline.goal}`)}</span>
        <span>{row.agent_name || <span className={css.meta}>{t("nobody")}</span>}</span>
        <span className={css.state}>
          <Due due={row.deadline} />
        </span>
      </Link>
    </li>
  );
}
