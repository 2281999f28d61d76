import { ArrowDown } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { useChat, useStore } from "@widget/shared/context";
import type { Source } from "@widget/shared/session/api";
import { openAsk, openOffer } from "@widget/shared/session/events";
import { AnswerActions } from "./answer-actions";
import { Announcer } from "./announcer";
import { DayLine, StageLine } from "./lines";
import { MergedPart } from "./merged-part";
import { Message } from "./message";
import { threadItems, type MessageItem, type ThreadItem } from "./thread-model";
import { TypingDots, useThinking } from "./typing-dots";
import { useStickToEnd } from "./use-stick-to-end";

interface ThreadProps {
  /** Above the messages: the greeting. Below them: an offer, the rating. */
  before: ComponentChildren;
  after: ComponentChildren;
  onSource(source: Source): void;
}

export function Thread({ before, after, onSource }: ThreadProps) {
  const { session, t } = useChat();
  const { client } = session;
  const events = useStore(client.log.events);
  const draft = useStore(client.signals.draft);
  const echoes = useStore(client.echoes.list);
  const writer = useStore(client.signals.writer);
  const { stage, agent } = useStore(session.holder);
  const items = useMemo(() => threadItems(events, draft, echoes), [events, draft, echoes]);
  const latest = lastMessage(items);
  const thinking = useThinking(stage, latest);
  const { scroller, away, toEnd } = useStickToEnd(items.length + (draft?.text.length ?? 0), latest?.from === "visitor");
  const answered = latest?.from === "bot" && latest.state === "stored" && !latest.line && !openAsk(events) ? latest.seq : undefined;
  const asking = stage === "bot" && latest !== undefined && latest.state !== "streaming" && openOffer(events) === undefined;
  return (
    <div class="thread-area">
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div class="thread" ref={scroller} tabIndex={0} role="region" aria-label={t("thread.label")}>
        <div class="thread-content">
          {before}
          <ol class="messages">
            {items.map((item) => drawItem(item, onSource))}
            {(writer || thinking) && <TypingDots name={writer?.name || (stage === "person" ? agent : "")} />}
          </ol>
          {asking && !thinking && <AnswerActions seq={answered} person />}
          {after}
        </div>
      </div>
      {away && (
        <button type="button" class="to-end" onClick={toEnd} aria-label={t("thread.newest")} title={t("thread.newest")}>
          <ArrowDown size={16} strokeWidth={1.75} aria-hidden />
        </button>
      )}
      <Announcer items={items} />
    </div>
  );
}

function drawItem(item: ThreadItem, onSource: ThreadProps["onSource"]): ComponentChildren {
  if (item.type === "message") return <Message key={item.key} item={item} onSource={onSource} />;
  if (item.type === "merged") return <MergedPart key={item.key} item={item} draw={(part) => drawItem(part, onSource)} />;
  return item.type === "day" ? <DayLine key={item.key} at={item.at} /> : <StageLine key={`stage ${item.key}`} item={item} />;
}

const lastMessage = (items: readonly ThreadItem[]) => items.findLast((item): item is MessageItem => item.type === "message");
