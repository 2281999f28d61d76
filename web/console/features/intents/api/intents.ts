import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "@shared/api/schema.gen";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

export type Intents = components["schemas"]["IntentsOutputBody"];
export type Intent = components["schemas"]["IntentView"];
export type Model = components["schemas"]["IntentModel"];
export type Seen = components["schemas"]["SeenMessage"];

const base = "/v1/workspaces/{workspace}/intents";

/** An intent's id, "oos" for out of scope, "" for all. */
export type Label = string;
export const outOfScope = "oos";
const idOf = (label: Label) => (label === outOfScope ? undefined : label);

export function useIntents() {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["intents", workspace],
    queryFn: ({ signal }) => ask(api.GET(base, { params: { path: { workspace } }, signal })),
    // While a training is under way its end is looked for.
    refetchInterval: (query) => (query.state.data?.models.some((model) => model.state === "training") ? 1000 : false),
  });
}

export function useExamples(intent: Label, words: string) {
  const workspace = useWorkspace().id;
  return useInfiniteQuery({
    queryKey: ["intents", workspace, "examples", intent, words],
    queryFn: ({ pageParam, signal }) => ask(api.GET(`${base}/examples`, { params: { path: { workspace }, query: { intent, words, before: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.more ? last.examples.at(-1)?.id : undefined),
  });
}

export function useSeen(intent: Label, unsure: boolean) {
  const workspace = useWorkspace().id;
  return useInfiniteQuery({
    queryKey: ["intents", workspace, "seen", intent, unsure],
    queryFn: ({ pageParam, signal }) => ask(api.GET(`${base}/seen`, { params: { path: { workspace }, query: { intent, unsure, before: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.more ? last.messages.at(-1)?.at : undefined),
  });
}

/** What changes intents; everything shown of them is read again afterwards. */
function useChange<In, Out>(change: (workspace: string, given: In) => Promise<Out>) {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: In) => change(workspace, given),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["intents", workspace] }),
  });
}

export const useSaveIntent = () =>
  useChange((workspace, { id, name, description, team_id, skills, priority }: Omit<Intent, "examples">) => {
    const body = { name, description, team_id, skills, priority };
    return id ? ask(api.PUT(`${base}/{intent}`, { params: { path: { workspace, intent: id } }, body })) : ask(api.POST(base, { params: { path: { workspace } }, body }));
  });

export const useDeleteIntent = () => useChange((workspace, intent: string) => ask(api.DELETE(`${base}/{intent}`, { params: { path: { workspace, intent } } })));

export const useAddExamples = () =>
  useChange((workspace, { label, texts }: { label: Label; texts: string[] }) => ask(api.POST(`${base}/examples`, { params: { path: { workspace } }, body: { intent_id: idOf(label), texts } })));

export const useLabelMessage = () =>
  useChange((workspace, { label, message }: { label: Label; message: Seen }) =>
    ask(api.POST(`${base}/examples`, { params: { path: { workspace } }, body: { intent_id: idOf(label), conversation_id: message.conversation_id, seq: message.seq } })),
  );

export const useDropExamples = () => useChange((workspace, ids: string[]) => ask(api.PATCH(`${base}/examples`, { params: { path: { workspace } }, body: { ids, delete: true } })));

export const useImportFile = () => useChange((workspace, file: string) => ask(api.POST(`${base}/import`, { params: { path: { workspace } }, body: { file } })));

export const useTrain = () => useChange((workspace) => ask(api.POST(`${base}/train`, { params: { path: { workspace } } })));

export const useSetLive = () => useChange((workspace, version: number) => ask(api.PUT(`${base}/live`, { params: { path: { workspace } }, body: { version } })));

export function useExportFile() {
  const workspace = useWorkspace().id;
  return useMutation({ mutationFn: () => ask(api.GET(`${base}/export`, { params: { path: { workspace } } })) });
}

export function useTry() {
  const workspace = useWorkspace().id;
  return useMutation({ mutationFn: (body: { version: number; text: string }) => ask(api.POST(`${base}/try`, { params: { path: { workspace } }, body })) });
}
