import type { QueryClient } from "@tanstack/react-query";
import { listsKey, type ListData } from "@console/features/inbox/api/get-conversations";
import type { Detail } from "@console/shared/api/types";

/** Who came or went may leave answered conversations behind: what shows that of this agent is read again, and nothing else. */
export function presenceMoved(queries: QueryClient, workspace: string, agent: string): void {
  void queries.invalidateQueries({
    queryKey: listsKey(workspace),
    predicate: ({ queryKey, state }) =>
      queryKey.at(-1) === "left" || ((state.data as ListData | undefined)?.pages.some(({ rows }) => rows.some((row) => row.agent_id === agent)) ?? false),
  });
  void queries.invalidateQueries({
    queryKey: ["conversation", workspace],
    predicate: ({ state }) => (state.data as Detail | undefined)?.row.agent_id === agent,
  });
}
