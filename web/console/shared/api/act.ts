import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "../session/session";
import { api, ask } from "./client";
import { conversationKey } from "./get-conversation";

const base = "/v1/workspaces/{workspace}/conversations/{conversation}";

export interface Transfer {
  agent_id?: string;
  team_id?: string;
  to_bot?: boolean;
  note?: string;
}

export type Act =
  | { do: "resolve" | "take" | "give_back" }
  | { do: "snooze"; until?: string }
  | { do: "merge"; source: string }
  | { do: "priority"; priority?: number }
  | { do: "transcript" }
  | ({ do: "transfer" } & Transfer);

function send(workspace: string, conversation: string, act: Act): Promise<unknown> {
  const params = { path: { workspace, conversation } };
  switch (act.do) {
    case "resolve":
      return ask(api.POST(`${base}/resolve`, { params }));
    case "take":
      return ask(api.POST(`${base}/take`, { params }));
    case "give_back":
      return ask(api.POST(`${base}/give-back`, { params }));
    case "snooze":
      return ask(api.POST(`${base}/snooze`, { params, body: { until: act.until } }));
    case "transfer":
      return ask(api.POST(`${base}/transfer`, { params, body: { agent_id: act.agent_id, team_id: act.team_id, to_bot: act.to_bot, note: act.note } }));
    case "merge":
      return ask(api.POST(`${base}/merge`, { params, body: { source_id: act.source } }));
    case "priority":
      return ask(api.PUT(`${base}/priority`, { params, body: { priority: act.priority } }));
    case "transcript":
      return ask(api.POST(`${base}/transcript`, { params }));
  }
}

/** What an agent does with a conversation as a whole. The lists follow by their own events; the detail is read again. */
export function useAct(conversation: string) {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (act: Act) => send(workspace.id, conversation, act),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: conversationKey(workspace.id, conversation) }),
        queries.invalidateQueries({ queryKey: ["conversations", workspace.id] }),
      ]),
  });
}
