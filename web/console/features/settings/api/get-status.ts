import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

const statusQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["status", workspace],
    queryFn: ({ signal }) => ask(api.GET("/v1/workspaces/{workspace}/status", { params: { path: { workspace } }, signal })),
    refetchInterval: 30_000,
  });

export const useStatus = () => useQuery(statusQuery(useWorkspace().id));
