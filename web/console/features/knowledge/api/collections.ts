import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import type { Collection } from "@console/shared/api/types";
import { useWorkspace } from "@console/shared/session/session";
import { articlesKey } from "./get-articles";

const base = "/v1/workspaces/{workspace}/collections";
const key = (workspace: string) => ["collections", workspace] as const;

export function useCollections() {
  const workspace = useWorkspace().id;
  const loaded = useQuery({
    queryKey: key(workspace),
    queryFn: () => ask(api.GET(base, { params: { path: { workspace } } })),
    select: (body) => body.collections,
    staleTime: 60_000,
  });
  return loaded.data ?? [];
}

export type CollectionStep = { do: "add"; name: string } | { do: "rename"; id: string; name: string; names: Record<string, string> } | { do: "delete"; id: string } | { do: "order"; ids: string[] };

export function useCollectionStep() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  const path = { workspace };
  return useMutation({
    scope: { id: `collections-${workspace}` }, // one after the other, as they were asked for
    // Seen at once: the name that is written next is saved together with this one.
    onMutate: (step) => {
      if (step.do !== "rename") return;
      const { id, name, names } = step;
      queries.setQueryData<{ collections: Collection[] }>(key(workspace), (was) => was && { ...was, collections: was.collections.map((one) => (one.id === id ? { ...one, name, names } : one)) });
    },
    mutationFn: async (step: CollectionStep): Promise<void> => {
      if (step.do === "add") await ask(api.POST(base, { params: { path }, body: { name: step.name } }));
      if (step.do === "order") await ask(api.POST(`${base}/order`, { params: { path }, body: { collections: step.ids } }));
      if (step.do === "rename") await ask(api.PUT(`${base}/{collection}`, { params: { path: { ...path, collection: step.id } }, body: { name: step.name, names: step.names } }));
      if (step.do === "delete") await ask(api.DELETE(`${base}/{collection}`, { params: { path: { ...path, collection: step.id } } }));
    },
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: key(workspace) }), queries.invalidateQueries({ queryKey: articlesKey(workspace) })]),
    meta: { silent: true },
  });
}
