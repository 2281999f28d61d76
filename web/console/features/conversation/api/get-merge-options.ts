import { useQuery } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

/** The visitor's other open conversations, and what a merge would do; read anew each time it is asked. */
export function useMergeOptions(conversation: string) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["merge", workspace, conversation],
    queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/conversations/{conversation}/merge", { params: { path: { workspace, conversation } } })),
    staleTime: 0,
    gcTime: 0,
  });
}
