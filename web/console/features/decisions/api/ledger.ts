import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

export type Kinds = "escalated" | "answer" | "offer" | "handover";
export type Marked = "" | "no" | "right" | "false" | "missed";
export type Mark = "" | "right" | "false" | "missed";

export interface LedgerFilter {
  kind: Kinds;
  marked: Marked;
  cause: string;
}

export function useLedger(filter: LedgerFilter) {
  const workspace = useWorkspace().id;
  return useInfiniteQuery({
    queryKey: ["ledger", workspace, filter],
    queryFn: ({ pageParam, signal }) => ask(api.GET("/v1/workspaces/{workspace}/ledger", { params: { path: { workspace }, query: { ...filter, before: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.more ? last.decisions.at(-1)?.at : undefined),
  });
}

export function useVerdicts() {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["ledger", workspace, "verdicts"],
    queryFn: ({ signal }) => ask(api.GET("/v1/workspaces/{workspace}/ledger/verdicts", { params: { path: { workspace } }, signal })),
    select: (body) => body.verdicts,
  });
}

export function useMark() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ decision, mark, cause }: { decision: string; mark: Mark; cause?: string }) =>
      ask(api.PUT("/v1/workspaces/{workspace}/ledger/{decision}/mark", { params: { path: { workspace, decision } }, body: { mark, cause } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["ledger", workspace] }),
  });
}
