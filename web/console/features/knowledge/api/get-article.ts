import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

export const articleKey = (workspace: string, article: string) => ["article", workspace, article] as const;

const read = (workspace: string, article: string, signal: AbortSignal) =>
  ask(api.GET("/v1/workspaces/{workspace}/articles/{article}", { params: { path: { workspace, article } }, signal }));

export const articleQuery = (workspace: string, article: string) =>
  queryOptions({ queryKey: articleKey(workspace, article), queryFn: ({ signal }) => read(workspace, article, signal) });

/** What the server has in a conflict, kept apart from what the editor opened. */
export const theirsQuery = (workspace: string, article: string) =>
  queryOptions({ queryKey: [...articleKey(workspace, article), "theirs"], queryFn: ({ signal }) => read(workspace, article, signal) });

export const useArticle = (article: string) => useQuery(articleQuery(useWorkspace().id, article));

const revisionsQuery = (workspace: string, article: string) =>
  queryOptions({
    queryKey: [...articleKey(workspace, article), "revisions"],
    queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/articles/{article}/revisions", { params: { path: { workspace, article } } })),
    select: (body) => body.revisions,
  });

export const useRevisions = (article: string) => useQuery(revisionsQuery(useWorkspace().id, article));
