import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { components } from "@shared/api/schema.gen";
import { api, ask } from "@console/shared/api/client";
import { conversationKey } from "@console/shared/api/get-conversation";
import { teamsQuery, useWorkspace } from "@console/shared/session/session";

type Schemas = components["schemas"];
export type FollowUp = Schemas["FollowUpView"];
export type FollowUpForm = Schemas["FollowUpForm"];
export type FollowUpLine = Schemas["FollowUpLine"];
export type Policy = Schemas["SLAView"];
export type PolicyForm = Schemas["SLAForm"];
export type Target = Schemas["SLATarget"];
export type Attainment = Schemas["AttainmentView"];
export type WeekAttainment = Schemas["WeekAttainment"];
export type Show = "open" | "mine" | "unowned" | "done";

const base = "/v1/workspaces/{workspace}";

export const followUpsKey = (workspace: string) => ["follow-ups", workspace] as const;

export function useFollowUps(show: Show) {
  const workspace = useWorkspace().id;
  return useInfiniteQuery(
    infiniteQueryOptions({
      queryKey: [...followUpsKey(workspace), show],
      queryFn: ({ pageParam, signal }) =>
        ask(api.GET(`${base}/follow-ups`, { params: { path: { workspace }, query: { show, cursor: pageParam } }, signal })),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next || undefined,
    }),
  );
}

/** Sets a conversation's entry on the list. */
export function usePutFollowUp(conversation: string) {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: FollowUpForm) => ask(api.PUT(`${base}/conversations/{conversation}/follow-up`, { params: { path: { workspace, conversation } }, body })),
    onSettled: () =>
      Promise.all([queries.invalidateQueries({ queryKey: followUpsKey(workspace) }), queries.invalidateQueries({ queryKey: conversationKey(workspace, conversation) })]),
  });
}

const policiesQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["sla", workspace],
    queryFn: ({ signal }) => ask(api.GET(`${base}/sla`, { params: { path: { workspace } }, signal })),
    select: (body) => body.policies,
  });

export const usePolicies = () => useQuery(policiesQuery(useWorkspace().id));

/** Sets what a team promises; without a form the workspace's holds for it again. */
export function useSavePolicy() {
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ team, form }: { team?: string; form?: PolicyForm }) => {
      if (!team) return ask(api.PUT(`${base}/sla`, { params: { path: { workspace } }, body: form as PolicyForm }));
      const params = { path: { workspace, team } };
      return form ? ask(api.PUT(`${base}/teams/{team}/sla`, { params, body: form })) : ask(api.DELETE(`${base}/teams/{team}/sla`, { params }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["sla", workspace] }),
  });
}

export function useAttainment(days: number) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["attainment", workspace, days],
    queryFn: ({ signal }) => ask(api.GET(`${base}/sla/attainment`, { params: { path: { workspace }, query: { days } }, signal })),
    select: (body) => body.lines,
  });
}

/** By week, the latest first. */
export function useWeeks(weeks: number) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["attainment", workspace, "weeks", weeks],
    queryFn: ({ signal }) => ask(api.GET(`${base}/reports/deadlines`, { params: { path: { workspace }, query: { weeks } }, signal })),
    select: (body) => body.weeks,
  });
}

/** What visitors made of conversations, by agent, and their last words. */
export function useRatings(days: number) {
  const workspace = useWorkspace().id;
  return useQuery({
    queryKey: ["ratings", workspace, days],
    queryFn: ({ signal }) => ask(api.GET(`${base}/reports/ratings`, { params: { path: { workspace }, query: { days } }, signal })),
  });
}

/** What figures call a team: those of the past name teams that are no more. */
export function useTeamNames(): (id: string | undefined) => string {
  const { t } = useTranslation("deadlines");
  const workspace = useWorkspace().id;
  const { data } = useQuery({ ...teamsQuery(workspace), select: ({ teams, ended }) => ({ teams, ended }) });
  return (id) => {
    if (!id) return t("everybody");
    if (!data) return "…"; // not read yet: that is not gone
    const ended = data.ended.find((team) => team.id === id);
    return data.teams.find((team) => team.id === id)?.name ?? (ended ? t("team_ended", { name: ended.name }) : t("team_gone"));
  };
}
