import i18next from "i18next";
import type { QueryClient } from "@tanstack/react-query";
import { chime } from "@console/features/assignments/chime";
import { callsMe } from "@console/features/conversation/mentions";
import { listsKey, type ListData } from "@console/features/inbox/api/get-conversations";
import { loadTexts } from "@console/shared/i18n/i18n";
import type { EventFrame } from "@console/shared/live/agent-frames";
import { alerts } from "@console/shared/state/alerts";

interface Where {
  queries: QueryClient;
  workspace: string;
  me: string;
}

/** Sound and desktop notification for a note that calls this agent. Gives whether it does. */
export async function mentionAlert(event: EventFrame, { queries, workspace, me }: Where): Promise<boolean> {
  const rows = queries.getQueriesData<ListData>({ queryKey: listsKey(workspace) }).flatMap(([, data]) => data?.pages.flatMap((page) => page.rows) ?? []);
  const held = rows.some((row) => row.id === event.conversation_id && row.agent_id === me);
  if (event.kind !== "note.added" || !callsMe(event, me, held)) return false;
  const { sound, desktop } = alerts.get();
  if (sound) chime();
  if (desktop && document.hidden && "Notification" in window && Notification.permission === "granted") {
    await loadTexts("handling");
    const key = (event.data.mentions ?? []).includes(me) ? "mention.notification" : "mention.note";
    const note = new Notification(i18next.t(key, { ns: "handling", name: event.author.name ?? "" }), { body: event.data.text.slice(0, 160), tag: `${event.conversation_id}:${event.seq}` });
    note.onclick = () => window.focus();
  }
  return true;
}
