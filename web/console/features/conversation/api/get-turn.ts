import { useQuery } from "@tanstack/react-query";
import type { components } from "@shared/api/schema.gen";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

export type Turn = components["schemas"]["TurnView"];
export type TurnModel = components["schemas"]["TurnModel"];
export type TurnValue = components["schemas"]["TurnValue"];

/** A turn that has ended never changes. */
export function useTurn(conversation: string, turn: string) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["turn", workspace, conversation, turn],
    queryFn: ({ signal }) => ask(api.GET("/v1/workspaces/{workspace}/conversations/{conversation}/turns/{turn}", { params: { path: { workspace, conversation, turn } }, signal })),
    staleTime: Infinity,
  });
}
