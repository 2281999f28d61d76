import { useMutation } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

/** Keeps a picture and gives the address by which an article names it. */
export function useKeepPicture() {
  const workspace = useWorkspace().id;
  return useMutation({
    mutationFn: async (file: File) => {
      const kept = await ask(
        api.PUT("/v1/workspaces/{workspace}/files", {
          params: { path: { workspace } },
          body: file as never,
          bodySerializer: (body) => body as never,
          headers: { "Content-Type": "application/octet-stream" },
        }),
      );
      return kept.path;
    },
  });
}
