import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import type { ListRow } from "@console/shared/api/types";
import { useMe, useWorkspace } from "@console/shared/session/session";

/** Waiting conversations, in whatever view the agent is: an assignment must be seen everywhere. */
const waitingQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["conversations", workspace, "assignments"],
    queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/conversations", { params: { path: { workspace }, query: { view: "waiting" } } })),
    staleTime: 10_000,
  });

export type Assigned = ListRow & { assignment: NonNullable<ListRow["assignment"]> };

export function useAssignments(now: number): Assigned[] {
  const me = useMe();
  const rows = useQuery(waitingQuery(useWorkspace().id)).data?.rows ?? [];
  return rows.filter((row): row is Assigned => row.assignment?.agent_id === me.id && Date.parse(row.assignment.expires_at) > now);
}
