import { queryOptions, useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../session/session";
import { api, ask } from "./client";

export const conversationKey = (workspace: string, conversation: string) => ["conversation", workspace, conversation] as const;

/** A conversation with what stands beside the thread. The thread shows its row, the panel the rest. */
export const conversationQuery = (workspace: string, conversation: string) =>
  queryOptions({
    queryKey: conversationKey(workspace, conversation),
    queryFn: ({ signal }) =>
      ask(api.GET("/v1/workspaces/{workspace}/conversations/{conversation}", { params: { path: { workspace, conversation } }, signal })),
  });

export const useConversation = (conversation: string) => useQuery(conversationQuery(useWorkspace().id, conversation));
