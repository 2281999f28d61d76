import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "@shared/api/schema.gen";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

export type House = components["schemas"]["House"];
export type Rule = components["schemas"]["Rule"];
export type Conditions = components["schemas"]["Conditions"];
export type Policy = components["schemas"]["Policy"];
export type Replay = components["schemas"]["ReplayOutputBody"];
export type Change = components["schemas"]["ReplayChange"];
export type Verdict = components["schemas"]["VerdictView"];
export type Decided = components["schemas"]["LedgerRow"];

const base = "/v1/workspaces/{workspace}/rules";

const houseQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["rules", workspace],
    queryFn: ({ signal }) => ask(api.GET(base, { params: { path: { workspace } }, signal })),
    // A form is open over it: what somebody else publishes must not change it under the editor.
    refetchOnWindowFocus: false,
  });

export const useHouse = () => useQuery(houseQuery(useWorkspace().id));

export function useHouseVersions() {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["rules", workspace, "versions"],
    queryFn: ({ signal }) => ask(api.GET(`${base}/versions`, { params: { path: { workspace } }, signal })),
    select: (body) => body.versions,
  });
}

/** An earlier version, to be loaded into the form; it is in force only once published. */
export function useLoadVersion() {
  const workspace = useWorkspace().id;
  return useMutation({ mutationFn: (version: number) => ask(api.GET(`${base}/versions/{version}`, { params: { path: { workspace, version } } })) });
}

export function usePublishRules() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: House) => ask(api.POST(base, { params: { path: { workspace } }, body })),
    onSuccess: (published) => {
      queries.setQueryData(houseQuery(workspace).queryKey, published);
      return queries.invalidateQueries({ queryKey: ["rules", workspace, "versions"] });
    },
    meta: { silent: true },
  });
}

export function useReplay() {
  const workspace = useWorkspace().id;
  return useMutation({
    mutationFn: (house: House) => ask(api.POST(`${base}/replay`, { params: { path: { workspace } }, body: { house, days: 30 } })),
    meta: { silent: true },
  });
}

export function useRulePreview() {
  const workspace = useWorkspace().id;
  return useMutation({
    mutationFn: (body: { house: House; text: string; attributes?: Record<string, string>; page?: string }) => ask(api.POST(`${base}/preview`, { params: { path: { workspace } }, body })),
    meta: { silent: true },
  });
}

/** What rules may name: the intents and the collections of the workspace. */
export function useNames() {
  const workspace = useWorkspace().id;
  const path = { workspace };
  const intents = useQuery({ queryKey: ["intents", workspace], queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/intents", { params: { path } })) });
  const collections = useQuery({ queryKey: ["collections", workspace], queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/collections", { params: { path } })) });
  return {
    intents: (intents.data?.intents ?? []).map(({ id, name }) => ({ value: id, label: name })),
    topics: (collections.data?.collections ?? []).map(({ id, name }) => ({ value: id, label: name })),
  };
}
