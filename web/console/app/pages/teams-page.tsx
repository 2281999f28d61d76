import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronLeft, CloudOff } from "lucide-react";
import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useServices, type Service, type ServiceForm } from "@console/features/teams/api/teams";
import { PeopleFields } from "@console/features/teams/components/people-fields";
import { TeamList } from "@console/features/teams/components/team-list";
import { WorkspaceCard } from "@console/features/teams/components/workspace-card";
import type { Team } from "@console/shared/api/types";
import { teamsQuery, useWorkspace } from "@console/shared/session/session";
import { setTitle } from "@console/shared/state/title";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import css from "./settings-page.module.css";

const TeamDialog = lazy(async () => ({ default: (await import("@console/features/teams/components/team-dialog")).TeamDialog }));

/** Teams, in which hours they are there, and how much each agent takes. */
export function TeamsPage() {
  const { t } = useTranslation("teams");
  const { id, slug } = useWorkspace();
  const title = t("title");
  useEffect(() => setTitle(title), [title]);
  const teams = useQuery(teamsQuery(id));
  const services = useServices();
  return (
    <div className={css.page}>
      <div className={css.column}>
        <Link to="/w/$slug/settings" params={{ slug }} className={css.up}>
          <ChevronLeft size={14} aria-hidden />
          {t("back")}
        </Link>
        <h1 className={css.title}>{title}</h1>
        <p className={css.lead}>{t("lead")}</p>
        {teams.data && services.data ? (
          <Loaded teams={teams.data} services={services.data} />
        ) : teams.isError || services.isError ? (
          <Failed onRetry={() => void Promise.all([teams.refetch(), services.refetch()])} />
        ) : (
          <SkeletonLines lines={8} />
        )}
      </div>
    </div>
  );
}

function Loaded({ teams, services }: { teams: Team[]; services: NonNullable<ReturnType<typeof useServices>["data"]> }) {
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

function Failed({ onRetry }: { onRetry(): void }) {
  const { t } = useTranslation("teams");
  const again = (
    <Button variant="default" onClick={onRetry}>
      {t("retry")}
    </Button>
  );
  return (
    <EmptyState icon={CloudOff} tone="error" title={t("failed")} action={again}>
      {t("failed_text")}
    </EmptyState>
  );
}

const Block = ({ title, text, children }: { title: string; text: string; children: ReactNode }) => (
  <section className={css.block} aria-label={title}>
    <h2 className={css.heading}>{title}</h2>
    <p className={css.text}>{text}</p>
    <div className={css.card}>{children}</div>
  </section>
);
