import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import type { components } from "@shared/api/schema.gen";
import { useWorkspace } from "@console/shared/session/session";

type Schemas = components["schemas"];
export type Gap = Schemas["GapRow"];
export type GapView = Schemas["GapView"];
export type GapQuestion = Schemas["GapQuestion"];
export type Overlap = Schemas["Overlap"];
export type GapStatus = Gap["status"];

const base = "/v1/workspaces/{workspace}/gaps";
export const gapsKey = (workspace: string) => ["gaps", workspace] as const;

/** Questions come in while somebody looks: the list is read again now and then. */
const lookEvery = 15_000;

export function useGaps(status: GapStatus) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: [...gapsKey(workspace), "list", status],
    queryFn: () => ask(api.GET(base, { params: { path: { workspace }, query: { status } } })),
    select: (body) => body.gaps,
    refetchInterval: lookEvery,
  });
}

export function useGap(id: string) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: [...gapsKey(workspace), id],
    queryFn: () => ask(api.GET(`${base}/{gap}`, { params: { path: { workspace, gap: id } } })),
  });
}

export type GapStep = { do: "dismiss"; dismissed: boolean } | { do: "merge"; into: string } | { do: "split"; questions: GapQuestion[] } | { do: "link"; article: string };

export function useGapStep(gap: string) {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  const params = { path: { workspace, gap } };
  return useMutation({
    mutationFn: (step: GapStep) => {
      switch (step.do) {
        case "dismiss":
          return ask(api.POST(`${base}/{gap}/dismiss`, { params, body: { dismissed: step.dismissed } }));
        case "merge":
          return ask(api.POST(`${base}/{gap}/merge`, { params, body: { into: step.into } }));
        case "link":
          return ask(api.POST(`${base}/{gap}/link`, { params, body: { article_id: step.article } }));
        case "split":
          return ask(api.POST(`${base}/{gap}/split`, { params, body: { questions: step.questions.map(({ conversation_id, seq }) => ({ conversation_id, seq })) } }));
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: gapsKey(workspace) }),
  });
}

export function useGapDraft(gap: string) {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask(api.POST(`${base}/{gap}/draft`, { params: { path: { workspace, gap } } })),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: gapsKey(workspace) }), queries.invalidateQueries({ queryKey: ["articles", workspace] })]),
  });
}

/** What published articles say of the same, or against it. */
export function useOverlaps(article: string | undefined) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["overlaps", workspace, article],
    queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/articles/{article}/overlaps", { params: { path: { workspace, article: article ?? "" } } })),
    select: (body) => body.overlaps,
    enabled: !!article,
  });
}
