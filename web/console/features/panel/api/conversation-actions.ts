import { useMutation, useQuery } from "@tanstack/react-query";
import type { components } from "@shared/api/schema.gen";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

export type AgentAction = components["schemas"]["ActionView"];

const base = "/v1/workspaces/{workspace}/conversations/{conversation}/actions";

export function useConversationActions(conversation: string) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["conversation-actions", workspace],
    queryFn: ({ signal }) => ask(api.GET(base, { params: { path: { workspace, conversation } }, signal })),
    select: (body) => body.actions,
    staleTime: 60_000,
  });
}

export function useRunAction(conversation: string) {
  const workspace = useWorkspace().id;
  return useMutation({
    mutationFn: ({ action, values }: { action: string; values: Record<string, string> }) =>
      ask(api.POST(`${base}/{action}`, { params: { path: { workspace, conversation, action } }, body: { values } })),
  });
}
