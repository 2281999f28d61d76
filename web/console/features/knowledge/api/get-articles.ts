import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
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

/** A page of the list, as the server cuts it. */
const pageSize = 500;

/** The articles in pages of 500; `total` is how many there are in all. */
export function useArticles(filter: ArticleFilter) {
  const workspace = useWorkspace().id;
  return useInfiniteQuery({
    queryKey: [...articlesKey(workspace), filter],
    queryFn: ({ signal, pageParam }) =>
      ask(
        api.GET("/v1/workspaces/{workspace}/articles", {
          params: {
            path: { workspace },
            query: { search: filter.search || undefined, lang: filter.lang || undefined, status: filter.status || undefined, collection: filter.collection || undefined, due: filter.due, owner: filter.owner, offset: pageParam },
          },
          signal,
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.articles.length === pageSize ? pages.length * pageSize : undefined),
    select: ({ pages }) => ({ articles: pages.flatMap((page) => page.articles), total: pages.at(-1)?.total ?? 0 }),
    placeholderData: keepPreviousData,
  });
}
