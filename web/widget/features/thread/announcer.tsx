import { useEffect, useRef, useState } from "preact/hooks";
import { plainText } from "@shared/text/plain-text";
import { useChat } from "@widget/shared/context";
import type { ThreadItem } from "./thread-model";

/** Says each message that comes in to a screen reader, once and with its sender; never the stream of deltas. */
export function Announcer({ items }: { items: readonly ThreadItem[] }) {
  const { t, session } = useChat();
  const [text, setText] = useState("");
  const saidRef = useRef<{ conversation: string | undefined; seq: number } | undefined>(undefined);
  useEffect(() => {
    const stored = items.flatMap((item) => (item.type === "message" && item.from !== "visitor" && item.seq ? [item] : []));
    const newest = stored.at(-1);
    const conversation = session.client.conversation.get();
    const before = saidRef.current;
    saidRef.current = { conversation, seq: newest?.seq ?? 0 };
    // What was there when the conversation was opened is read by reading, not announced.
    if (!before || before.conversation !== conversation || !newest?.seq || newest.seq <= before.seq) return;
    const name = newest.from === "agent" ? newest.name || t("thread.someone") : t("thread.assistant");
    setText(t("thread.said", { name, text: plainText(newest.text) || newest.files.map((file) => file.name).join(", ") }));
  }, [items, session, t]);
  return (
    <div class="visually-hidden" aria-live="polite">
      {text}
    </div>
  );
}
