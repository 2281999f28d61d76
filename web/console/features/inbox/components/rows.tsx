import { Button } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { CloudOff } from "lucide-react";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ListPage } from "@console/shared/api/types";
import { EmptyState } from "@console/shared/ui/empty-state";
import { Bar, Disc } from "@console/shared/ui/skeleton";
import { useNow } from "@console/shared/ui/use-now";
import { EmptyView } from "./empty-view";
import css from "./list-pane.module.css";
import { Row } from "./row";
import { useWalk } from "./use-walk";
import type { ShownView } from "./views";

interface Props {
  list: UseInfiniteQueryResult<InfiniteData<ListPage>>;
  view: ShownView;
  search: string;
  /** The team that alone is shown. */
  team?: string;
  onAllTeams(): void;
}

const rowHeight = 62;

export function Rows({ list, view, search, team, onAllTeams }: Props) {
  const { t } = useTranslation();
  const { slug = "", conversation } = useParams({ strict: false });
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer holds no state that a memo would freeze
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
    initialRect: { width: 300, height: 800 },
  });
  const items = virtual.getVirtualItems();
  const selected = rows.findIndex((row) => row.id === conversation);
  useWalk(rows, selected, view);

  const lastShown = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown >= rows.length - 8) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastShown, rows.length]);

  useEffect(() => {
    if (selected >= 0) virtual.scrollToIndex(selected);
    // Only when another conversation is opened: news must not move the list under the hand.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [conversation]);

  if (list.isPending) return <Skeleton />;
  if (list.isError && rows.length === 0) {
    const again = (
      <Button variant="default" onClick={() => void list.refetch()}>
        {t("action.retry")}
      </Button>
    );
    return (
      <div className={css.scroller}>
        <EmptyState icon={CloudOff} tone="error" title={t("inbox.failed")} action={again}>
          {t("inbox.failed_text")}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={css.scroller} ref={scroller} role="region" aria-label={t(`view.${view}`)}>
      {rows.length === 0 && <EmptyView view={view} search={search} team={team} onAllTeams={onAllTeams} />}
      <ul className={css.rows} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <li key={item.key} className={css.slot} style={{ transform: `translateY(${item.start}px)` }} aria-setsize={rows.length} aria-posinset={item.index + 1}>
              <Row row={row} slug={slug} view={view} selected={row.id === conversation} now={now} onKeyDown={walkWithArrows} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function walkWithArrows(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = [...(event.currentTarget.closest("ul")?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  links.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  links[links.indexOf(document.activeElement as HTMLElement) + step]?.focus();
  event.preventDefault();
}

function Skeleton() {
  const { t } = useTranslation();
  return (
    <div className={css.scroller} role="status" aria-label={t("loading")}>
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} className={css.skeleton}>
          <Disc size={32} />
          <span className={css.skeletonText}>
            <Bar width={`${40 + ((row * 17) % 30)}%`} />
            <Bar width={`${65 + ((row * 29) % 30)}%`} />
          </span>
        </div>
      ))}
    </div>
  );
}
