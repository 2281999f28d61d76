import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { components } from "@shared/api/schema.gen";
import { api, ask } from "@console/shared/api/client";
import { sessionQuery } from "@console/shared/session/session";

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: () => ask(api.GET("/v1/setup")),
  staleTime: 60_000,
});

export type SetUp = components["schemas"]["SetUpInputBody"];

export function useSetUp() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SetUp) => ask(api.POST("/v1/setup", { body })),
    onSuccess: (me) => {
      queries.setQueryData(setupQuery.queryKey, { needed: false });
      queries.setQueryData(sessionQuery.queryKey, me);
    },
    meta: { silent: true },
  });
}
