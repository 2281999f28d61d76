import { ArrowDown, MessagesSquare } from "lucide-react";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { loadTexts } from "@console/shared/i18n/i18n";
import { useTimes } from "@console/shared/i18n/times";
import { useWatched } from "@console/shared/live/live-context";
import { useStore } from "@console/shared/state/use-store";
import { EmptyState } from "@console/shared/ui/empty-state";
import { threadItems } from "../thread-items";
import { Bubble } from "./bubble";
import { EchoBubble } from "./echo-bubble";
import { HappenedLine } from "./happened";
import { Skeleton } from "./thread-skeleton";
import css from "./thread.module.css";
import { useFocus, useStickyBottom } from "./use-scroll";
import { Writing } from "./writing";

const LaterLine = lazy(async () => {
  const [line] = await Promise.all([import("./later-line"), loadTexts("handling")]);
  return { default: line.LaterLine };
});

interface Props {
  conversation: string;
  visitor: string;
  /** The last seq the server says there is: 0 while unknown. Until the log has something, the skeleton stands. */
  expected: number;
}

/** The middle pane's log: what was said, what happened, what is on its way. */
export function Thread({ conversation, visitor, expected }: Props) {
  const { t } = useTranslation();
  const times = useTimes();
  const watched = useWatched(conversation);
  const events = useStore(watched.log.events);
  const echoes = useStore(watched.echoes);
  const items = useMemo(() => threadItems(events), [events]);
  const { scroller, behind, toBottom } = useStickyBottom(items.length + echoes.length);
  useFocus(scroller, conversation, items.length);

  const nothing = items.length === 0 && echoes.length === 0;
  return (
    // Focusable, so that the log scrolls with the keyboard alone.
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex
    <div className={css.scroller} ref={scroller} tabIndex={0} role="region" aria-label={t("thread.label", { name: visitor })}>
      {nothing && expected !== 0 && <Skeleton />}
      {nothing && expected === 0 && <EmptyState icon={MessagesSquare} title={t("thread.empty")} />}
      {!nothing && (
        <ol className={css.thread} aria-live="polite" aria-relevant="additions">
          {items.map((item) => {
            if (item.kind === "day") return <li key={item.key} className={css.day}>{times.day(item.at)}</li>;
            if (item.kind === "happened" && item.what.kind === "later") {
              return (
                <Suspense key={item.key} fallback={null}>
                  <LaterLine event={item.what.event} visitor={visitor} conversation={conversation} />
                </Suspense>
              );
            }
            if (item.kind === "happened") return <HappenedLine key={item.key} what={item.what} at={item.at} seq={item.seq} />;
            return <Bubble key={item.key} item={item} visitor={visitor} />;
          })}
          {echoes.map((echo) => (
            <EchoBubble key={echo.clientId} echo={echo} />
          ))}
          <Writing signals={watched.signals} visitor={visitor} />
          {behind && (
            <li className={css.newest}>
              <button type="button" className={css.newer} onClick={toBottom}>
                <ArrowDown size={14} aria-hidden />
                {t("thread.newer")}
              </button>
            </li>
          )}
        </ol>
      )}
    </div>
  );
}
