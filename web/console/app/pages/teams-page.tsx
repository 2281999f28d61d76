import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useServices, type Service, type ServiceForm } from "@console/features/teams/api/teams";
import { PeopleFields } from "@console/features/teams/components/people-fields";
import { TeamList } from "@console/features/teams/components/team-list";
import { WorkspaceCard } from "@console/features/teams/components/workspace-card";
import type { Team } from "@console/shared/api/types";
import { teamsQuery, useWorkspace } from "@console/shared/session/session";
import { Block, Loaded, SettingsFrame } from "@console/shared/ui/settings-frame";

const TeamDialog = lazy(async () => ({ default: (await import("@console/features/teams/components/team-dialog")).TeamDialog }));

/** Teams, in which hours they are there, and how much each agent takes. */
export function TeamsPage() {
  const { t } = useTranslation("teams");
  const { id } = useWorkspace();
  const teams = useQuery(teamsQuery(id));
  const services = useServices();
  const both = {
    data: teams.data && services.data && { teams: teams.data, services: services.data },
    isError: teams.isError || services.isError,
    refetch: () => Promise.all([teams.refetch(), services.refetch()]),
  };
  return (
    <SettingsFrame title={t("title")} lead={t("lead")}>
      <Loaded query={both} failed={t("failed")} failedText={t("failed_text")}>
        {(data) => <Editor teams={data.teams} services={data.services} />}
      </Loaded>
    </SettingsFrame>
  );
}

function Editor({ teams, services }: { teams: Team[]; services: NonNullable<ReturnType<typeof useServices>["data"]> }) {
  const { t } = useTranslation("teams");
  const [open, setOpen] = useState<{ team?: Team }>();
  const [own, ...others] = services;
  if (!own) return null;
  return (
    <>
      <Block title={t("members")} text={t("people_hint")}>
        <PeopleFields />
      </Block>
      <Block title={t("teams")} text={t("none_text")}>
        <TeamList teams={teams} services={services} onOpen={(team) => setOpen({ team })} />
      </Block>
      <Block title={t("workspace")} text={t("workspace_text")}>
        <WorkspaceCard service={own} />
      </Block>
      <Suspense fallback={null}>
        {open && (
          <TeamDialog
            team={open.team}
            own={formOf(others.find((one) => one.team_id === open.team?.id))}
            fallback={formOf(own) ?? own}
            onClose={() => setOpen(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}

/** What may be changed of a service, without what is only told. */
const formOf = (service: Service | undefined): ServiceForm | undefined =>
  service && { strategy: service.strategy, calendar: service.calendar, notice: service.notice, long_line: service.long_line };
