import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import { sessionQuery } from "@console/shared/session/session";

export interface Credentials {
  email: string;
  password: string;
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Credentials) => ask(api.POST("/v1/session", { body })),
    onSuccess: (me) => {
      queries.clear(); // nothing of whoever was signed in before
      queries.setQueryData(sessionQuery.queryKey, me);
    },
    meta: { silent: true },
  });
}
