import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import type { Presence } from "@console/shared/api/types";
import { useWorkspace } from "@console/shared/session/session";

/** Says whether this agent takes assignments now. */
export function usePresence() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (status: Presence) => ask(api.PUT("/v1/workspaces/{workspace}/presence", { params: { path: { workspace } }, body: { status } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["members", workspace] }),
  });
}
