import { useEffect, useState } from "preact/hooks";
import { useChat } from "@widget/shared/context";
import type { Stage } from "@widget/shared/session/events";
import type { MessageItem } from "./thread-model";

export function TypingDots({ name }: { name: string }) {
  const { t } = useChat();
  return (
    <li class={`message is-first is-last ${name ? "message-agent" : "message-bot"}`}>
      <div class="bubble typing" role="img" aria-label={name ? t("thread.typing", { name }) : t("thread.thinking")}>
        <span />
        <span />
        <span />
      </div>
    </li>
  );
}

/** A quick answer needs no dots; one that never comes must not promise itself for ever. */
const after = 300;
const longest = 45_000;

/** The bot has the turn: its visitor spoke last and nothing has come back yet. */
export function useThinking(stage: Stage, latest: MessageItem | undefined): boolean {
  const [shown, setShown] = useState(false);
  const pending = (stage === "bot" || stage === "waiting") && latest?.from === "visitor" && latest.state === "stored";
  const key = pending ? latest?.key : undefined;
  useEffect(() => {
    setShown(false);
    if (!key) return;
    const begin = setTimeout(() => setShown(true), after);
    const end = setTimeout(() => setShown(false), longest);
    return () => {
      clearTimeout(begin);
      clearTimeout(end);
    };
  }, [key]);
  return shown && pending;
}
