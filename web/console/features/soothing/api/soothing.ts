import { queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "@shared/api/schema.gen";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

export type Playbook = components["schemas"]["Playbook"];
export type Soothing = components["schemas"]["SoothingView"];

const base = "/v1/workspaces/{workspace}/soothing";

const soothingQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["soothing", workspace],
    queryFn: ({ signal }) => ask(api.GET(base, { params: { path: { workspace } }, signal })),
    refetchOnWindowFocus: false, // a form is open over it
  });

export const useSoothing = () => useQuery(soothingQuery(useWorkspace().id));

export function useSaveSoothing() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Playbook) => ask(api.PUT(base, { params: { path: { workspace } }, body })),
    onSuccess: (saved) => queries.setQueryData(soothingQuery(workspace).queryKey, saved),
  });
}

/** Adds codes, or forgets those that wait. */
export function useChangeCodes() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  const params = { path: { workspace } };
  return useMutation({
    mutationFn: async (codes: string[] | "forget") => {
      if (codes !== "forget") return ask(api.POST(`${base}/codes`, { params, body: { codes } }));
      await ask(api.DELETE(`${base}/codes`, { params }));
      return { added: 0, codes: 0 };
    },
    onSuccess: ({ codes }) => queries.setQueryData(soothingQuery(workspace).queryKey, (old) => old && { ...old, codes }),
  });
}

export function useRuns() {
  const workspace = useWorkspace().id;
  return useInfiniteQuery({
    queryKey: ["soothing", workspace, "runs"],
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET(`${base}/runs`, { params: { path: { workspace }, query: pageParam && { before: pageParam.id, before_at: pageParam.at } }, signal })),
    initialPageParam: undefined as Soothing | undefined,
    getNextPageParam: (last) => (last.more ? last.runs.at(-1) : undefined),
  });
}
