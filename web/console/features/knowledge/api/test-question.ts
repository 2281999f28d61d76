import { useMutation } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import type { Language } from "@console/shared/api/types";
import { useWorkspace } from "@console/shared/session/session";

/** Asks as a visitor would: the same search and answer as live. */
export function useTestQuestion() {
  const workspace = useWorkspace().id;
  return useMutation({
    mutationFn: (body: { question: string; lang?: Language }) => ask(api.POST("/v1/workspaces/{workspace}/knowledge/test", { params: { path: { workspace } }, body })),
    meta: { silent: true },
  });
}
