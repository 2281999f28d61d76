import { queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "@shared/api/schema.gen";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

type Schemas = components["schemas"];
export type ActionView = Schemas["ActionView"];
export type Draft = Schemas["ActionDraft"];
export type Definition = Schemas["Definition"];
export type Input = Schemas["Input"];
export type Output = Schemas["Output"];
export type Trial = Schemas["ActionTrial"];
export type Server = Schemas["ActionServerView"];
export type ServerDraft = Schemas["ActionServerDraft"];
export type Call = Schemas["ActionCallView"];

const base = "/v1/workspaces/{workspace}/actions";
const serverBase = "/v1/workspaces/{workspace}/action-servers";

const actionsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["actions", workspace],
    queryFn: ({ signal }) => ask(api.GET(base, { params: { path: { workspace } }, signal })),
    select: (body) => body.actions,
  });

export const useActionList = () => useQuery(actionsQuery(useWorkspace().id));

/** Saves an action: a new one without an id. */
export function useSaveAction() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, draft }: { id?: string; version: number; draft: Draft }) =>
      id
        ? ask(api.PUT(`${base}/{action}`, { params: { path: { workspace, action: id } }, body: { ...draft, version } }))
        : ask(api.POST(base, { params: { path: { workspace } }, body: draft })),
    onSuccess: () => refresh(queries, workspace),
    meta: { silent: true },
  });
}

export function useRemoveAction() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (action: string) => ask(api.DELETE(`${base}/{action}`, { params: { path: { workspace, action } } })),
    onSuccess: () => refresh(queries, workspace),
  });
}

const refresh = (queries: ReturnType<typeof useQueryClient>, workspace: string) =>
  Promise.all([queries.invalidateQueries({ queryKey: ["actions", workspace] }), queries.invalidateQueries({ queryKey: ["action-servers", workspace] })]);

/** Makes the call with sample values. */
export function useTryAction() {
  const workspace = useWorkspace().id;
  return useMutation({
    mutationFn: (body: Draft & { like?: string; values: Record<string, string> }) => ask(api.POST(`${base}/try`, { params: { path: { workspace } }, body })),
    meta: { silent: true },
  });
}

export function useServers(enabled: boolean) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["action-servers", workspace],
    queryFn: ({ signal }) => ask(api.GET(serverBase, { params: { path: { workspace } }, signal })),
    select: (body) => body.servers,
    enabled,
  });
}

type ServerChange = { do: "save"; id?: string; draft: ServerDraft } | { do: "list" | "remove"; id: string };

export function useChangeServer() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: ServerChange): Promise<unknown> => {
      const path = { workspace, server: change.id ?? "" };
      if (change.do === "save") {
        if (!change.id) return ask(api.POST(serverBase, { params: { path: { workspace } }, body: change.draft }));
        return ask(api.PUT(`${serverBase}/{server}`, { params: { path }, body: change.draft }));
      }
      if (change.do === "remove") return ask(api.DELETE(`${serverBase}/{server}`, { params: { path } }));
      return ask(api.POST(`${serverBase}/{server}/list`, { params: { path } }));
    },
    onSettled: () => refresh(queries, workspace),
    meta: { silent: true },
  });
}

export interface CallFilter {
  action: string;
  outcome: "" | Call["outcome"];
  by: "" | Call["by"];
}

export function useCalls(filter: CallFilter) {
  const workspace = useWorkspace().id;
  return useInfiniteQuery({
    queryKey: ["action-calls", workspace, filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { action: filter.action || undefined, outcome: filter.outcome || undefined, by: filter.by || undefined, before: pageParam || undefined };
      return ask(api.GET("/v1/workspaces/{workspace}/action-calls", { params: { path: { workspace }, query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => (page.more ? page.calls.at(-1)?.at : undefined),
  });
}

/** Sets for how many days calls are kept. */
export function useKeepCalls() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (days: number) => ask(api.PUT("/v1/workspaces/{workspace}/action-retention", { params: { path: { workspace } }, body: { days } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["action-calls", workspace] }),
  });
}
