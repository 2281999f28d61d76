import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import type { Assist } from "@console/shared/api/types";
import { useWorkspace } from "@console/shared/session/session";

export const assistKey = (workspace: string, conversation: string) => ["assist", workspace, conversation] as const;

export const assistQuery = (workspace: string, conversation: string) =>
  queryOptions({
    queryKey: assistKey(workspace, conversation),
    queryFn: ({ signal }) =>
      ask(
        api.GET("/v1/workspaces/{workspace}/conversations/{conversation}/assist", {
          params: { path: { workspace, conversation } },
          signal,
        }),
      ),
  });

export const useAssist = (conversation: string) => useQuery(assistQuery(useWorkspace().id, conversation));

export type DismissReason = "wrong" | "irrelevant" | "tone" | "outdated" | "other";

export interface Outcome {
  suggestion: string;
  outcome: "inserted" | "dismissed";
  reason?: DismissReason;
}

/** Tells what became of a suggestion. A dismissed one leaves the screen at once. */
export function useOutcome(conversation: string) {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  const key = assistKey(workspace, conversation);
  return useMutation({
    mutationFn: ({ suggestion, outcome, reason }: Outcome) =>
      ask(
        api.POST("/v1/workspaces/{workspace}/suggestions/{suggestion}/outcome", {
          params: { path: { workspace, suggestion } },
          body: { outcome, reason: reason ?? "" },
        }),
      ),
    onMutate: ({ suggestion, outcome }) =>
      queries.setQueryData<Assist>(key, (assist) => assist && { ...assist, suggestions: marked(assist, suggestion, outcome) }),
    // Losing this record must not bother anybody in the middle of a conversation.
    meta: { silent: true },
  });
}

const marked = (assist: Assist, id: string, outcome: Outcome["outcome"]) =>
  assist.suggestions.map((one) => (one.id === id ? { ...one, outcome } : one)).filter((one) => one.outcome !== "dismissed");
