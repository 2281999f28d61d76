import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

const path = "/v1/workspaces/{workspace}/identity-secret";

/** Since when the shop can sign, if it can. */
export function useIdentitySecret() {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["identity-secret", workspace],
    queryFn: ({ signal }) => ask(api.GET(path, { params: { path: { workspace } }, signal })),
  });
}

/** Makes a secret. Its text is in the answer and nowhere else, and must not stay in a cache. */
export function useMakeSecret() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask(api.POST(path, { params: { path: { workspace } } })),
    gcTime: 0,
    onSuccess: ({ made_at }) => queries.setQueryData(["identity-secret", workspace], { made_at }),
  });
}
