import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import type { ArticleRow, Language } from "@console/shared/api/types";
import { useWorkspace } from "@console/shared/session/session";

export interface ArticleFilter {
  search?: string;
  lang?: Language | "";
  status?: ArticleRow["status"] | "";
  collection?: string;
  /** Only those whose review-by day has come. */
  due?: boolean;
  owner?: string;
}

export const articlesKey = (workspace: string) => ["articles", workspace] as const;

export const articlesQuery = (workspace: string, filter: ArticleFilter) =>
  queryOptions({
    queryKey: [...articlesKey(workspace), filter],
    queryFn: ({ signal }) =>
      ask(
        api.GET("/v1/workspaces/{workspace}/articles", {
          params: { path: { workspace }, query: { search: filter.search || undefined, lang: filter.lang || undefined, status: filter.status || undefined, collection: filter.collection || undefined, due: filter.due, owner: filter.owner } },
          signal,
        }),
      ),
    select: (body) => body.articles,
    placeholderData: keepPreviousData,
  });

export const useArticles = (filter: ArticleFilter) => useQuery(articlesQuery(useWorkspace().id, filter));

const collectionsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["collections", workspace],
    queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/collections", { params: { path: { workspace } } })),
    select: (body) => body.collections,
    staleTime: 60_000,
  });

export const useCollections = () => useQuery(collectionsQuery(useWorkspace().id)).data ?? [];
