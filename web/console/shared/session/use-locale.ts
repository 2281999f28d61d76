import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import type { Language } from "../api/types";
import { sessionQuery } from "./session";

/** Keeps the console's language with the agent, so that another machine speaks it too. */
export function useKeepLocale() {
  const queries = useQueryClient();
  const keep = useMutation({
    mutationFn: (locale: Language) => ask(api.PATCH("/v1/session", { body: { locale } })),
    onMutate: (locale) => queries.setQueryData(sessionQuery.queryKey, (me) => me && { ...me, locale }),
    meta: { silent: true },
  });
  return keep.mutate;
}
