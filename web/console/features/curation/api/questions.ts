import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import type { components } from "@shared/api/schema.gen";
import { useWorkspace } from "@console/shared/session/session";

type Schemas = components["schemas"];
export type QuestionSet = Schemas["QuestionSet"];
export type SetQuestion = Schemas["SetQuestion"];
export type QuestionRun = Schemas["QuestionRun"];
export type ReportRow = Schemas["ReportRow"];
export type AnswerResult = Schemas["AnswerResult"];
export type VerdictCounts = Schemas["VerdictCounts"];

const base = "/v1/workspaces/{workspace}/question-sets";
const one = `${base}/{set}` as const;
export const setsKey = (workspace: string) => ["question-sets", workspace] as const;

/** How often a running set is looked at: often enough that its bar moves. */
const lookEvery = 700;
export const asking = (state: QuestionRun["state"] | undefined): boolean => state === "queued" || state === "running";

export function useQuestionSets() {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: [...setsKey(workspace), "list"],
    queryFn: () => ask(api.GET(base, { params: { path: { workspace } } })),
    select: (body) => body.sets,
  });
}

export function useQuestionSet(set: string) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: [...setsKey(workspace), set],
    queryFn: () => ask(api.GET(one, { params: { path: { workspace, set } } })),
    refetchInterval: (query) => (query.state.data?.runs.some((run) => asking(run.state)) ? 3 * lookEvery : false),
  });
}

export function useReport(run: string, against?: string) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["question-run", workspace, run, against],
    queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/question-runs/{run}", { params: { path: { workspace, run }, query: { against } } })),
    refetchInterval: (query) => (asking(query.state.data?.run.state) ? lookEvery : false),
  });
}

export function useCreateSet() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => ask(api.POST(base, { params: { path: { workspace } }, body: { name } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: setsKey(workspace) }),
  });
}

export type SetStep =
  | { do: "rename"; name: string }
  | { do: "delete" }
  | { do: "save"; questions: SetQuestion[] }
  | { do: "remove"; id: string }
  | { do: "import"; file: string }
  | { do: "fill"; days?: number; gap?: string }
  | { do: "run"; article?: string };

/** What is done to a set as a whole. */
export function useSetStep(set: string) {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  const params = { path: { workspace, set } };
  return useMutation({
    mutationFn: async (step: SetStep): Promise<{ added?: number; run?: QuestionRun }> => {
      switch (step.do) {
        case "rename":
          await ask(api.PUT(one, { params, body: { name: step.name } }));
          return {};
        case "delete":
          await ask(api.DELETE(one, { params }));
          return {};
        case "save":
          await ask(api.POST(`${one}/questions`, { params, body: { questions: step.questions } }));
          return {};
        case "remove":
          await ask(api.POST(`${one}/remove`, { params, body: { id: step.id } }));
          return {};
        case "import":
          return ask(api.POST(`${one}/import`, { params, body: { file: step.file } }));
        case "fill":
          return ask(api.POST(`${one}/fill`, { params, body: { days: step.days, gap: step.gap } }));
        case "run":
          return { run: await ask(api.POST(`${one}/runs`, { params, body: { article_id: step.article } })) };
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: setsKey(workspace) }),
  });
}

export function useExport(set: string) {
  const workspace = useWorkspace().id;
  return useMutation({ mutationFn: () => ask(api.GET(`${one}/export`, { params: { path: { workspace, set } } })) });
}
