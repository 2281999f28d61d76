import { Button, SegmentedControl } from "@mantine/core";
import { CloudOff, ListTodo } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFollowUps, type FollowUpLine, type Show } from "@console/features/deadlines/api/deadlines";
import { BoardNav } from "@console/features/deadlines/components/board-nav";
import css from "@console/features/deadlines/components/deadlines.module.css";
import { Line } from "@console/features/deadlines/components/follow-up-line";
import { setTitle } from "@console/shared/state/title";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useNow } from "@console/shared/ui/use-now";
import { useVisitorName } from "@console/shared/ui/visitor-name";
import page from "./curation-page.module.css";

const FollowUpDialog = lazy(async () => ({ default: (await import("@console/features/deadlines/components/follow-up-dialog")).FollowUpDialog }));

/** Every follow-up of the workspace, whatever brought it here. */
export function FollowUpsPage() {
  const { t } = useTranslation("deadlines");
  const [show, setShow] = useState<Show>("open");
  const [open, setOpen] = useState<FollowUpLine>();
  const list = useFollowUps(show);
  const now = useNow();
  const nameOf = useVisitorName();
  const title = t("title");
  useEffect(() => setTitle(title), [title]);
  const lines = list.data?.pages.flatMap((one) => one.lines) ?? [];
  const counts = list.data?.pages[0]?.counts;
  const label = (value: Show) => (value !== "done" && counts?.[value] ? t("show_count", { what: t(`show_${value}`), count: counts[value] }) : t(`show_${value}`));
  return (
    <div className={page.page}>
      <div className={page.sheet}>
        <BoardNav here="follow_ups" />
        <h1 className={page.title}>{title}</h1>
        <p className={page.lead}>{t("lead")}</p>
        <div className={css.tools}>
          <SegmentedControl
            size="xs"
            aria-label={t("show")}
            value={show}
            onChange={(value) => setShow(value as Show)}
            data={(["open", "mine", "unowned", "done"] as const).map((value) => ({ value, label: label(value) }))}
          />
          {!!counts?.overdue && show !== "done" && <span className={css.bad}>{t("overdue_count", { count: counts.overdue })}</span>}
        </div>
        {list.isPending ? (
          <SkeletonLines lines={8} />
        ) : list.isError && lines.length === 0 ? (
          <EmptyState icon={CloudOff} tone="error" title={t("failed")} action={<Button variant="default" onClick={() => void list.refetch()}>{t("retry")}</Button>}>
            {t("failed_text")}
          </EmptyState>
        ) : lines.length === 0 ? (
          <EmptyState icon={ListTodo} title={t(show === "done" ? "none_done" : "none")}>
            {t("none_text")}
          </EmptyState>
        ) : (
          <ul className={css.list} aria-label={t(`show_${show}`)}>
            {lines.map((line) => (
              <Line key={line.conversation_id} line={line} now={now} onOpen={() => setOpen(line)} />
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <Button size="xs" variant="default" style={{ justifySelf: "start" }} loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("more")}
          </Button>
        )}
        <Suspense fallback={null}>
          {open && <FollowUpDialog away conversation={open.conversation_id} title={t("entry", { name: nameOf(open), number: open.number })} entry={open} onClose={() => setOpen(undefined)} />}
        </Suspense>
      </div>
    </div>
  );
}
