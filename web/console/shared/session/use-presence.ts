import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import type { Member, Presence } from "../api/types";
import { useMe, useMembers, useWorkspace } from "./session";

/** What the others see of this agent; undefined until it is known. */
export function useMyPresence(): Member["presence"] | undefined {
  const me = useMe().id;
  return useMembers().find((member) => member.id === me)?.presence;
}

/** Says whether this agent takes assignments now. */
export function useSetPresence() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (status: Presence) => ask(api.PUT("/v1/workspaces/{workspace}/presence", { params: { path: { workspace } }, body: { status } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["members", workspace] }),
  });
}

/** Lets those who wait for this agent's reply wait for anybody; nothing new comes from then on. */
export function useGiveUp() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => ask(api.POST("/v1/workspaces/{workspace}/presence/give-up", { params: { path: { workspace } } })),
    onSettled: () => Promise.all(["members", "conversations", "conversation"].map((key) => queries.invalidateQueries({ queryKey: [key, workspace] }))),
  });
}
