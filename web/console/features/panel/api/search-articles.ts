import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

/** The same search as the bot's, with internal articles too. */
const searchQuery = (workspace: string, question: string) =>
  queryOptions({
    queryKey: ["article-search", workspace, question],
    queryFn: ({ signal }) =>
      ask(api.POST("/v1/workspaces/{workspace}/knowledge/test", { params: { path: { workspace } }, body: { question, internal: true }, signal })),
    select: (result) => result.ranking,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const useArticleSearch = (question: string) => useQuery({ ...searchQuery(useWorkspace().id, question), enabled: question.length > 1 });
