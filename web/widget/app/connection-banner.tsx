import { CloudOff } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import type { ConnectionState } from "@shared/live/connection";
import { useChat, useStore } from "@widget/shared/context";

/** A cut that mends itself in a moment is nobody's business. */
const patience = 2_000;

export function ConnectionBanner() {
  const { session, t } = useChat();
  const state = useStore(session.client.connection.state);
  const cut = useCut(state);
  const unreachable = useStore(session.unreachable);
  if (!cut && !unreachable) return null;
  return (
    <div class="offline" role="status">
      <CloudOff size={16} strokeWidth={1.75} aria-hidden />
      <p>{t("connection.offline")}</p>
      <button type="button" class="text-button" onClick={session.retryNow}>
        {t("connection.retry")}
      </button>
    </div>
  );
}

function useCut(state: ConnectionState): boolean {
  const lost = state.status === "waiting" || state.status === "connecting" ? state.since : undefined;
  const [cut, setCut] = useState(false);
  useEffect(() => {
    if (lost === undefined) return setCut(false);
    const timer = setTimeout(() => setCut(true), Math.max(0, lost + patience - Date.now()));
    return () => clearTimeout(timer);
  }, [lost]);
  return cut;
}
