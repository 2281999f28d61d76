import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

export interface Answer {
  assignment: string;
  accept: boolean;
}

const base = "/v1/workspaces/{workspace}/assignments/{assignment}";

/** Accepts or declines. 410 means that somebody else has it, or its time ran out. */
export function useAnswer() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ assignment, accept }: Answer) => {
      const params = { path: { workspace, assignment } };
      return accept ? ask(api.POST(`${base}/accept`, { params })) : ask(api.POST(`${base}/decline`, { params }));
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["conversations", workspace] }),
        queries.invalidateQueries({ queryKey: ["conversation", workspace] }),
      ]),
  });
}
