import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import type { components } from "@shared/api/schema.gen";
import { useWorkspace } from "@console/shared/session/session";

type Schemas = components["schemas"];
export type ArticlePair = Schemas["ArticlePair"];
export type PairSide = Schemas["PairSide"];

const article = "/v1/workspaces/{workspace}/articles/{article}";
/** How often it is looked at while articles are still to be compared. */
const lookEvery = 5_000;
const key = (workspace: string) => ["pairs", workspace] as const;

/** Articles that overlap, or those that somebody has looked at and left. */
export function usePairs(ignored: boolean) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: [...key(workspace), ignored],
    queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/overlaps", { params: { path: { workspace }, query: { ignored } } })),
    refetchInterval: (query) => (query.state.data?.pending ? lookEvery : false),
  });
}

export function usePairText(id: string) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["article", workspace, id],
    queryFn: () => ask(api.GET(article, { params: { path: { workspace, article: id } } })),
  });
}

export type PairStep =
  | { do: "ignore"; pair: ArticlePair; ignored: boolean }
  | { do: "archive"; id: string }
  /** Appends the other article's text to this one's draft; nothing is published. */
  | { do: "merge"; id: string; other: string };

export function usePairStep() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (step: PairStep): Promise<void> => {
      switch (step.do) {
        case "ignore":
          await ask(api.POST("/v1/workspaces/{workspace}/overlaps/ignore", { params: { path: { workspace } }, body: { a: step.pair.a.id, b: step.pair.b.id, ignored: step.ignored } }));
          return;
        case "archive":
          await ask(api.POST(`${article}/archive`, { params: { path: { workspace, article: step.id } } }));
          return;
        case "merge": {
          const [mine, other] = await Promise.all([step.id, step.other].map((id) => ask(api.GET(article, { params: { path: { workspace, article: id } } }))));
          if (!mine || !other) return;
          const body = `${mine.body.trimEnd()}\n\n## ${other.title}\n\n${other.body.trim()}\n`;
          const { title, lang, audience, used_by_bot, collection_id, owner_id, review_by, version } = mine;
          await ask(api.PUT(article, { params: { path: { workspace, article: step.id } }, body: { title, body, lang: lang as "en", audience, used_by_bot, collection_id, owner_id, review_by, version } }));
          await queries.invalidateQueries({ queryKey: ["article", workspace, step.id] });
        }
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: key(workspace) }),
  });
}
