import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery, type InfiniteData } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import type { ListPage, View } from "@console/shared/api/types";
import { useWorkspace } from "@console/shared/session/session";

export type ListData = InfiniteData<ListPage, string | undefined>;

export interface ListFilter {
  view: View;
  search?: string;
  /** Only what is this team's. */
  team?: string;
  /** "deadline": only those that have one, due first on top. */
  order?: "deadline";
  /** Only what an agent who has gone holds, its visitor having their reply. */
  left?: true;
}

export const conversationsKey = (workspace: string) => ["conversations", workspace] as const;

/** The lists of the views among them: what events are patched into. */
export const listsKey = (workspace: string) => [...conversationsKey(workspace), "list"] as const;

export const conversationsQuery = (workspace: string, { view, search, team, order, left }: ListFilter) =>
  infiniteQueryOptions({
    queryKey: [...listsKey(workspace), view, search ?? "", team ?? "", order ?? (left ? "left" : "")],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET("/v1/workspaces/{workspace}/conversations", {
          params: { path: { workspace }, query: { view, search: search || undefined, team, order, left, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next || undefined,
  });

export function useConversations(filter: ListFilter) {
  const workspace = useWorkspace();
  return useInfiniteQuery({
    ...conversationsQuery(workspace.id, filter),
    // While a search is typed on, the rows of the last one stay; another view never shows a former one's rows.
    placeholderData: filter.search ? keepPreviousData : undefined,
  });
}
