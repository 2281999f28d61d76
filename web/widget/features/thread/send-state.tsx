import { CircleAlert } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { useChat } from "@widget/shared/context";
import type { MessageItem } from "./thread-model";

/** Quiet as long as all is well: "Sending…" only when it takes longer than a second. */
export function SendState({ item }: { item: MessageItem }) {
  const { t, session } = useChat();
  const slow = useLater(item.state === "sending", 1_000);
  const { clientId } = item;
  if (item.state === "failed" && clientId) {
    return (
      <p class="send-state send-failed" role="alert">
        <CircleAlert size={14} strokeWidth={2} aria-hidden />
        <span>{item.failure || t("thread.failed")}</span>
        <button type="button" class="text-button" onClick={() => session.client.retry(clientId)}>
          {t("thread.retry")}
        </button>
        <button type="button" class="text-button" onClick={() => session.client.discard(clientId)}>
          {t("thread.discard")}
        </button>
      </p>
    );
  }
  return slow ? <p class="send-state">{t("thread.sending")}</p> : null;
}

function useLater(on: boolean, after: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    if (!on) return setPassed(false);
    const timer = setTimeout(() => setPassed(true), after);
    return () => clearTimeout(timer);
  }, [on, after]);
  return passed;
}
