import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import type { components } from "@shared/api/schema.gen";
import { useWorkspace } from "@console/shared/session/session";

type Schemas = components["schemas"];
export type Import = Schemas["ImportView"];
export type ImportItem = Schemas["ImportItem"];
export type NewImport = Schemas["NewImport"];
export type Change = "added" | "changed" | "removed" | "unchanged" | "failed";

const base = "/v1/workspaces/{workspace}/imports";
const pageSize = 100;

/** The socket says when an import moves; this is for when it cannot. */
const lookEvery = 5_000;

export const working = (state: Import["state"]): boolean => state === "reading" || state === "applying";

export function useImports() {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["imports", workspace],
    queryFn: () => ask(api.GET(base, { params: { path: { workspace } } })),
    select: (body) => body.imports,
    refetchInterval: (query) => (query.state.data?.imports.some((one) => working(one.state)) ? lookEvery : false),
  });
}

export function useImport(id: string) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["imports", workspace, id],
    queryFn: () => ask(api.GET(`${base}/{import}`, { params: { path: { workspace, import: id } } })),
    refetchInterval: (query) => (query.state.data && working(query.state.data.state) ? lookEvery : false),
  });
}

/** The items of one change. They are read anew when the import's state is another. */
export function useItems(id: string, change: Change, state: Import["state"]) {
  const workspace = useWorkspace().id;
  return useInfiniteQuery({
    queryKey: ["imports", workspace, id, "items", change, state],
    queryFn: ({ pageParam }) => ask(api.GET(`${base}/{import}/items`, { params: { path: { workspace, import: id }, query: { change, after: pageParam } } })),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.items.length === pageSize ? last.items.at(-1)?.number : undefined),
    enabled: state !== "open" && state !== "reading",
    select: (data) => data.pages.flatMap((page) => page.items),
  });
}

export type Step = { do: "start" | "cancel" } | { do: "apply"; remove: boolean };

export function useImportStep(id: string) {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  const params = { path: { workspace, import: id } };
  return useMutation({
    mutationFn: (step: Step) => {
      if (step.do === "apply") return ask(api.POST(`${base}/{import}/apply`, { params, body: { remove: step.remove } }));
      return step.do === "start" ? ask(api.POST(`${base}/{import}/start`, { params })) : ask(api.POST(`${base}/{import}/cancel`, { params }));
    },
    onSuccess: (now) => {
      queries.setQueryData(["imports", workspace, id], now);
      void queries.invalidateQueries({ queryKey: ["imports", workspace] });
    },
  });
}

/** Begins an import and sends its files; what was sent of how much goes to `onSent`. */
export function useBeginImport(onSent: (share: number) => void) {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ body, files }: { body: NewImport; files: Picked[] }) => {
      const begun = await ask(api.POST(base, { params: { path: { workspace } }, body }));
      await sendAll(workspace, begun.id, files, onSent);
      return ask(api.POST(`${base}/{import}/start`, { params: { path: { workspace, import: begun.id } } }));
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["imports", workspace] }),
    meta: { silent: true },
  });
}

/** A chosen file with its path within what was chosen. */
export interface Picked {
  path: string;
  file: File;
}

const pieceSize = 4 * 1024 * 1024;
const abreast = 4;

async function sendAll(workspace: string, id: string, files: Picked[], onSent: (share: number) => void): Promise<void> {
  const total = files.reduce((sum, { file }) => sum + file.size, 0) || 1;
  let sent = 0;
  const queue = [...files];
  const send = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      for (let piece = 0; piece === 0 || piece * pieceSize < next.file.size; piece++) {
        const part = next.file.slice(piece * pieceSize, (piece + 1) * pieceSize);
        await ask(
          api.PUT(`${base}/{import}/pieces`, {
            params: { path: { workspace, import: id }, query: { path: next.path, piece } },
            body: part as never,
            bodySerializer: (body) => body as never,
            headers: { "Content-Type": "application/octet-stream" },
          }),
        );
        sent += part.size;
        onSent(sent / total);
      }
    }
  };
  await Promise.all(Array.from({ length: abreast }, send));
}
