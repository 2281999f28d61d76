import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";
import type { components } from "@shared/api/schema.gen";

export type PriorityRule = components["schemas"]["PriorityRule"];

const path = "/v1/workspaces/{workspace}/priorities";

export function usePriorityRules() {
  const workspace = useWorkspace().id;
  return useQuery({ queryKey: ["priorities", workspace], queryFn: () => ask(api.GET(path, { params: { path: { workspace } } })), select: (body) => body.rules });
}

export function useSavePriorities() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (rules: PriorityRule[]) => ask(api.PUT(path, { params: { path: { workspace } }, body: { rules } })),
    onSuccess: (saved) => {
      queries.setQueryData(["priorities", workspace], saved);
      return queries.invalidateQueries({ queryKey: ["conversations", workspace] });
    },
  });
}
