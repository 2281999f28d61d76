import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { api, ask } from "../api/client";
import type { Me, Membership } from "../api/types";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () => ask(api.GET("/v1/session")),
  staleTime: 5 * 60_000,
});

export const useMe = (): Me => useSuspenseQuery(sessionQuery).data;

/** The workspace of the address, put there by its route. */
export const WorkspaceContext = createContext<Membership | undefined>(undefined);

export function useWorkspace(): Membership {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("no workspace above");
  return workspace;
}

const rights = {
  editKnowledge: ["admin", "knowledge"],
  supervise: ["admin", "supervisor"],
  administer: ["admin"],
} satisfies Record<string, Membership["role"][]>;

/** What a role may do, to hide what the server would refuse anyway. */
export function useMay(right: keyof typeof rights): boolean {
  return (rights[right] as Membership["role"][]).includes(useWorkspace().role);
}

/** Whether this agent may reply in a conversation and move it on: what another agent holds is a supervisor's to touch. */
export function useMayHandle(row: { agent_id?: string }): boolean {
  const me = useMe().id;
  const supervises = useMay("supervise");
  return supervises || !row.agent_id || row.agent_id === me;
}

export const membersQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["members", workspace],
    queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/members", { params: { path: { workspace } } })),
    select: (body) => body.members,
    staleTime: 60_000,
  });

export const teamsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["teams", workspace],
    queryFn: () => ask(api.GET("/v1/workspaces/{workspace}/teams", { params: { path: { workspace } } })),
    select: (body) => body.teams,
    staleTime: 5 * 60_000,
  });

export const useMembers = () => useQuery(membersQuery(useWorkspace().id)).data ?? [];
