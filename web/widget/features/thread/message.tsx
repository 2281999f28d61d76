import { Sparkle } from "lucide-preact";
import { useMemo } from "preact/hooks";
import { parsePlain } from "@shared/text/inline";
import { parseMarkdown } from "@shared/text/markdown";
import { useChat } from "@widget/shared/context";
import type { Source } from "@widget/shared/session/api";
import { drawInlines, RichText } from "@widget/shared/ui/rich-text";
import { clock } from "@widget/shared/ui/times";
import { Files } from "./files";
import { SendState } from "./send-state";
import { Citation, Sources } from "./sources";
import type { MessageItem } from "./thread-model";

interface MessageProps {
  item: MessageItem;
  onSource(source: Source): void;
}

export function Message({ item, onSource }: MessageProps) {
  const mine = item.from === "visitor";
  return (
    <li class={`message message-${item.from} ${item.first ? "is-first" : ""} ${item.last ? "is-last" : ""} is-${item.state}`}>
      {!mine && item.first && <Speaker item={item} />}
      {item.text && (
        <div class="bubble" dir="auto">
          {mine ? <p>{drawInlines(parsePlain(item.text))}</p> : <Said item={item} onSource={onSource} />}
        </div>
      )}
      {item.files.length > 0 && <Files files={item.files} conversation={item.conversation} />}
      {item.sources.length > 0 && <Sources sources={item.sources} onOpen={onSource} />}
      <SendState item={item} />
    </li>
  );
}

function Said({ item, onSource }: MessageProps) {
  const { text, sources, state } = item;
  const blocks = useMemo(() => {
    // While an answer streams its sources are not known yet: their marks are shown, and open later.
    const numbers = state === "streaming" ? Array.from({ length: 20 }, (_, i) => i + 1) : sources.map((source) => source.number);
    return parseMarkdown(text, { citations: new Set(numbers) });
  }, [text, sources, state]);
  const cite = (number: number) => (
    <Citation number={number} source={sources.find((source) => source.number === number)} onOpen={onSource} />
  );
  return <RichText blocks={blocks} cite={cite} />;
}

function Speaker({ item }: { item: MessageItem }) {
  const { t, lang } = useChat();
  const person = item.from === "agent";
  const name = person ? item.name || t("thread.someone") : t("thread.assistant");
  return (
    <div class={`speaker ${person ? "speaker-person" : "speaker-bot"}`}>
      <span class="speaker-mark" aria-hidden>
        {person ? initials(name) : <Sparkle size={11} strokeWidth={2.25} />}
      </span>
      <span class="speaker-name">{name}</span>
      <time class="speaker-time" dateTime={item.at.toISOString()}>
        {clock(lang, item.at)}
      </time>
    </div>
  );
}

/** "Mei Lin" → "ML"; 陈美 → 陈. */
export function initials(name: string): string {
  if (/\p{Script=Han}/u.test(name)) return [...name][0] ?? "";
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}
