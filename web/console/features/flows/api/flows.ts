import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "@shared/api/schema.gen";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

type Schemas = components["schemas"];
export type FlowRow = Schemas["FlowRow"];
export type Flow = Schemas["FlowView"];
export type Definition = Schemas["FlowDefinition"];
export type Step = Schemas["FlowStep"];
export type Field = Schemas["FormField"];
export type Case = Schemas["FlowCase"];
export type Condition = Schemas["FlowCondition"];
export type Fault = Schemas["FlowFault"];
export type Action = Schemas["FlowAction"];
export type Tried = Schemas["FlowTried"];

const base = "/v1/workspaces/{workspace}/flows";
const one = `${base}/{flow}` as const;

export function useFlows() {
  const workspace = useWorkspace().id;
  return useQuery({ queryKey: ["flows", workspace], queryFn: ({ signal }) => ask(api.GET(base, { params: { path: { workspace } }, signal })) });
}

const flowQuery = (workspace: string, flow: string) =>
  queryOptions({
    queryKey: ["flows", workspace, flow],
    queryFn: ({ signal }) => ask(api.GET(one, { params: { path: { workspace, flow } }, signal })),
    // A form is open over it.
    refetchOnWindowFocus: false,
  });

export const useFlow = (flow: string) => useQuery(flowQuery(useWorkspace().id, flow));

export function useCreateFlow() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; draft: Definition }) => ask(api.POST(base, { params: { path: { workspace } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["flows", workspace], exact: true }),
  });
}

export interface Draft {
  name: string;
  draft: Definition;
  revision: number;
}

type Change = { do: "save" | "publish"; body: Draft } | { do: "retire" };

/** Saves, publishes or retires a flow; what is shown of it follows. */
export function useChangeFlow(flow: string) {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  const params = { path: { workspace, flow } };
  return useMutation({
    mutationFn: (change: Change) => {
      if (change.do === "save") return ask(api.PUT(one, { params, body: change.body }));
      return change.do === "publish" ? ask(api.POST(`${one}/publish`, { params, body: change.body })) : ask(api.POST(`${one}/retire`, { params }));
    },
    onSuccess: (changed) => {
      queries.setQueryData(flowQuery(workspace, flow).queryKey, changed);
      return Promise.all([
        queries.invalidateQueries({ queryKey: ["flows", workspace], exact: true }),
        queries.invalidateQueries({ queryKey: ["flows", workspace, flow, "versions"] }),
      ]);
    },
    meta: { silent: true },
  });
}

export function useDeleteFlow() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (flow: string) => ask(api.DELETE(one, { params: { path: { workspace, flow } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["flows", workspace], exact: true }),
  });
}

export function useFlowVersions(flow: string) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["flows", workspace, flow, "versions"],
    queryFn: ({ signal }) => ask(api.GET(`${one}/versions`, { params: { path: { workspace, flow } }, signal })),
    select: (body) => body.versions,
  });
}

/** An earlier version, to be loaded into the form; visitors meet it only once it is published. */
export function useLoadVersion(flow: string) {
  const workspace = useWorkspace().id;
  return useMutation({ mutationFn: (version: number) => ask(api.GET(`${one}/versions/{version}`, { params: { path: { workspace, flow, version } } })) });
}

export function useTryFlow() {
  const workspace = useWorkspace().id;
  return useMutation({
    mutationFn: (body: Schemas["TryFlowInputBody"]) => ask(api.POST(`${base}/try`, { params: { path: { workspace } }, body })),
    meta: { silent: true },
  });
}

/** What triggers may name: the intents and the rules of the workspace. */
export function useTriggerNames() {
  const workspace = useWorkspace().id;
  const params = { path: { workspace } };
  const intents = useQuery({ queryKey: ["intents", workspace], queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/intents", { params })) });
  const rules = useQuery({ queryKey: ["rules", workspace], queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/rules", { params })) });
  return {
    intents: (intents.data?.intents ?? []).map(({ id, name }) => ({ value: id, label: name })),
    rules: (rules.data?.rules ?? []).filter(({ then }) => then === "answer").map(({ id, name }) => ({ value: id, label: name || id })),
  };
}
