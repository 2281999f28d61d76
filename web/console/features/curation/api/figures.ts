import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import type { components, operations } from "@shared/api/schema.gen";
import { useWorkspace } from "@console/shared/session/session";

export type Figures = components["schemas"]["ArticleFigures"];
export type Sort = NonNullable<NonNullable<operations["list-article-figures"]["parameters"]["query"]>["sort"]>;

const base = "/v1/workspaces/{workspace}/knowledge";

export function useFigures(sort: Sort, reverse: boolean) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["figures", workspace, sort, reverse],
    queryFn: () => ask(api.GET(`${base}/figures`, { params: { path: { workspace }, query: { sort, reverse } } })),
    placeholderData: keepPreviousData,
  });
}

export function useFeedback() {
  const workspace = useWorkspace().id;
  return useQuery({ queryKey: ["feedback", workspace], queryFn: () => ask(api.GET(`${base}/feedback`, { params: { path: { workspace } } })) });
}

export type FeedbackStep = { do: "allow"; allowed: boolean } | { do: "reset" } | { do: "reset_article"; article: string };

export function useFeedbackStep() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: FeedbackStep) => {
      const path = { workspace };
      if (step.do === "allow") return ask(api.PUT(`${base}/feedback`, { params: { path }, body: { allowed: step.allowed } }));
      if (step.do === "reset") return ask(api.POST(`${base}/feedback/reset`, { params: { path } }));
      return ask(api.POST("/v1/workspaces/{workspace}/articles/{article}/feedback/reset", { params: { path: { ...path, article: step.article } } }));
    },
    onSuccess: (state) => {
      queries.setQueryData(["feedback", workspace], state);
      return queries.invalidateQueries({ queryKey: ["figures", workspace] });
    },
  });
}
