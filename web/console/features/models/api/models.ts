import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "@shared/api/schema.gen";
import { api, ask } from "@console/shared/api/client";

export type Model = components["schemas"]["ModelView"];
export type ModelDraft = components["schemas"]["ModelDraft"];
export type Trial = components["schemas"]["ModelTrial"];
export type Found = components["schemas"]["FoundModels"];

const modelsQuery = queryOptions({
  queryKey: ["models"],
  queryFn: ({ signal }) => ask(api.GET("/v1/models", { signal })),
  select: (body) => body.models,
  refetchInterval: 15_000,
});

export const useModels = () => useQuery(modelsQuery);

type Change = { do: "add"; model: ModelDraft } | { do: "save"; id: string; model: ModelDraft } | { do: "remove"; id: string } | { do: "order"; ids: string[] };

function send(change: Change): Promise<unknown> {
  switch (change.do) {
    case "add":
      return ask(api.POST("/v1/models", { body: change.model }));
    case "save":
      return ask(api.PUT("/v1/models/{model}", { params: { path: { model: change.id } }, body: change.model }));
    case "remove":
      return ask(api.DELETE("/v1/models/{model}", { params: { path: { model: change.id } } }));
    case "order":
      return ask(api.POST("/v1/models/order", { body: { ids: change.ids } }));
  }
}

export function useChangeModels() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ["models"] }), queries.invalidateQueries({ queryKey: ["status"] })]),
    meta: { silent: true },
  });
}

/** Asks the model for one word; nothing is stored. */
export const useTryModel = () => useMutation({ mutationFn: (body: ModelDraft & { like?: string }) => ask(api.POST("/v1/models/try", { body })), meta: { silent: true } });

/** Looks for programs on the server's own machine that serve models. */
export const useFindModels = () => useMutation({ mutationFn: async () => (await ask(api.POST("/v1/models/find"))).found, meta: { silent: true } });
