import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

const cannedQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["canned", workspace],
    queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/canned-replies", { params: { path: { workspace } } })),
    select: (body) => body.replies,
    staleTime: 5 * 60_000,
  });

export const useCannedReplies = (enabled: boolean) => useQuery({ ...cannedQuery(useWorkspace().id), enabled });
