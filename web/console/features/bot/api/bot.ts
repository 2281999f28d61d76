import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "@shared/api/schema.gen";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

export type BotSettings = components["schemas"]["Profile"];
export type BotVersion = components["schemas"]["BotSettingsVersion"];
export type Preview = components["schemas"]["BotPreview"];
export type Budget = components["schemas"]["BudgetView"];
export type Limits = Budget["limits"];

const base = "/v1/workspaces/{workspace}/bot";

const settingsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["bot", workspace, "settings"],
    queryFn: ({ signal }) => ask(api.GET(`${base}/settings`, { params: { path: { workspace } }, signal })),
    // A form is open over it: what somebody else publishes must not pull the words from under the editor.
    refetchOnWindowFocus: false,
  });

export const useBotSettings = () => useQuery(settingsQuery(useWorkspace().id));

export function useVersions() {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["bot", workspace, "versions"],
    queryFn: ({ signal }) => ask(api.GET(`${base}/settings/versions`, { params: { path: { workspace } }, signal })),
    select: (body) => body.versions,
  });
}

/** Publishes over the version that was edited; the server refuses if there is a newer one. */
export function usePublish() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BotSettings) => ask(api.PUT(`${base}/settings`, { params: { path: { workspace } }, body })),
    onSuccess: (published) => {
      queries.setQueryData(settingsQuery(workspace).queryKey, published);
      return queries.invalidateQueries({ queryKey: ["bot", workspace, "versions"] });
    },
    meta: { silent: true },
  });
}

export function usePreview() {
  const workspace = useWorkspace().id;
  return useMutation({
    mutationFn: (body: { question: string; settings: BotSettings }) => ask(api.POST(`${base}/preview`, { params: { path: { workspace } }, body })),
    meta: { silent: true },
  });
}

const budgetKey = (workspace: string) => ["bot", workspace, "budget"];

export function useBudget() {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: budgetKey(workspace),
    queryFn: ({ signal }) => ask(api.GET(`${base}/budget`, { params: { path: { workspace } }, signal })),
    refetchInterval: 30_000,
  });
}

export function useSaveBudget() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Limits) => ask(api.PUT(`${base}/budget`, { params: { path: { workspace } }, body })),
    onSuccess: (saved) => queries.setQueryData(budgetKey(workspace), saved),
  });
}
