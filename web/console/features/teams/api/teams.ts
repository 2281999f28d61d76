import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "@shared/api/schema.gen";
import { api, ask } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";

export type Service = components["schemas"]["ServiceView"];
export type ServiceForm = components["schemas"]["ServiceForm"];
export type TeamForm = components["schemas"]["TeamForm"];
export type MemberForm = components["schemas"]["MemberForm"];
export type Span = components["schemas"]["Span"];

const base = "/v1/workspaces/{workspace}";

const serviceQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["service", workspace],
    queryFn: ({ signal }) => ask(api.GET(`${base}/service`, { params: { path: { workspace } }, signal })),
    select: (body) => body.services,
  });

export const useServices = () => useQuery(serviceQuery(useWorkspace().id));

/** Teams that ended while something still names them; read anew until nothing does. */
export function useFreeing() {
  const workspace = useWorkspace().id;
  const list = useQuery({
    queryKey: ["teams", workspace, "ended"],
    queryFn: ({ signal }) => ask(api.GET(`${base}/teams`, { params: { path: { workspace } }, signal })),
    select: (body) => body.ended.filter((team) => team.freeing),
    refetchInterval: ({ state }) => state.data?.ended.some((team) => team.freeing) && 2_000,
  });
  return list.data ?? [];
}

type Change =
  | { do: "team"; id?: string; team: TeamForm; service?: ServiceForm }
  | { do: "delete"; id: string }
  | { do: "service"; service: ServiceForm }
  | { do: "member"; id: string; member: MemberForm };

async function send(workspace: string, change: Change): Promise<void> {
  const at = (team: string) => ({ params: { path: { workspace, team } } });
  switch (change.do) {
    case "delete":
      return void (await ask(api.DELETE(`${base}/teams/{team}`, at(change.id))));
    case "service":
      return void (await ask(api.PUT(`${base}/service`, { params: { path: { workspace } }, body: change.service })));
    case "member":
      return void (await ask(api.PUT(`${base}/members/{agent}`, { params: { path: { workspace, agent: change.id } }, body: change.member })));
    case "team": {
      const created = change.id ? undefined : await ask(api.POST(`${base}/teams`, { params: { path: { workspace } }, body: change.team }));
      const id = change.id ?? created?.id ?? "";
      if (change.id) await ask(api.PUT(`${base}/teams/{team}`, { ...at(id), body: change.team }));
      if (change.service) await ask(api.PUT(`${base}/teams/{team}/service`, { ...at(id), body: change.service }));
      else if (change.id) await ask(api.DELETE(`${base}/teams/{team}/service`, at(id)));
    }
  }
}

/** Changes teams, hours or members, and reads anew what shows them. */
export function useChange() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => send(workspace, change),
    onSettled: () => Promise.all(["teams", "service", "members"].map((what) => queries.invalidateQueries({ queryKey: [what, workspace] }))),
  });
}
