import { useQuery } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

/** The articles to choose from. */
export function useArticles() {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["articles", workspace, "choices"],
    queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/articles", { params: { path: { workspace } } })),
    select: (body) => body.articles,
  });
}

/** What the article with an address is called; the address itself where it is not known. */
export function useTitles(): (slug: string | undefined) => string {
  const articles = useArticles().data;
  return (slug = "") => articles?.find((row) => row.slug === slug)?.title ?? slug;
}
