import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import type { ArticleDraft, ArticleView } from "@console/shared/api/types";
import { useWorkspace } from "@console/shared/session/session";
import { articleKey } from "./get-article";
import { articlesKey } from "./get-articles";

const base = "/v1/workspaces/{workspace}/articles";

function keep(queries: QueryClient, workspace: string, article: ArticleView): void {
  queries.setQueryData(articleKey(workspace, article.id), article);
  void queries.invalidateQueries({ queryKey: articlesKey(workspace) });
  void queries.invalidateQueries({ queryKey: [...articleKey(workspace, article.id), "revisions"] });
}

export function useCreateArticle() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ArticleDraft) => ask(api.POST(base, { params: { path: { workspace } }, body })),
    onSuccess: (article) => keep(queries, workspace, article),
  });
}

/** Saves over the version that was edited. The editor itself says what became of it. */
export function useSaveArticle(article: string) {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ArticleDraft & { version: number }) => ask(api.PUT(`${base}/{article}`, { params: { path: { workspace, article } }, body })),
    onSuccess: (saved) => keep(queries, workspace, saved),
    meta: { silent: true },
  });
}

export type Step = { do: "archive" | "submit" } | { do: "publish"; version: number } | { do: "restore"; number: number };

export function useArticleStep(article: string) {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  const params = { path: { workspace, article } };
  return useMutation({
    mutationFn: (step: Step) => {
      if (step.do === "restore") return ask(api.POST(`${base}/{article}/restore`, { params, body: { number: step.number } }));
      if (step.do === "submit") return ask(api.POST(`${base}/{article}/review`, { params }));
      if (step.do === "publish") return ask(api.POST(`${base}/{article}/publish`, { params: { ...params, query: { version: step.version } } }));
      return ask(api.POST(`${base}/{article}/archive`, { params }));
    },
    onSuccess: (changed) => keep(queries, workspace, changed),
  });
}

/** Keeps a text among the revisions that would be lost, such as the one not taken of two. */
export function useKeepText(article: string) {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ title, body }: { title: string; body: string }) => ask(api.POST(`${base}/{article}/revisions`, { params: { path: { workspace, article } }, body: { title, body } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: [...articleKey(workspace, article), "revisions"] }),
  });
}
