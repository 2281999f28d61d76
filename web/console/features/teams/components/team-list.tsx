import { Button } from "@mantine/core";
import { ChevronRight, Plus, UsersRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Team } from "@console/shared/api/types";
import { useMay } from "@console/shared/session/session";
import { EmptyState } from "@console/shared/ui/empty-state";
import { useFreeing, type Service } from "../api/teams";
import css from "./teams.module.css";

interface Props {
  teams: Team[];
  services: Service[];
  onOpen(team: Team | undefined): void;
}

export function TeamList({ teams, services, onOpen }: Props) {
  const { t } = useTranslation("teams");
  const may = useMay("administer");
  const create = may && (
    <Button variant="default" leftSection={<Plus size={14} />} onClick={() => onOpen(undefined)}>
      {t("new")}
    </Button>
  );
  if (teams.length === 0) {
    return (
      <>
        <Freeing />
        <EmptyState icon={UsersRound} title={t("none")} action={create || undefined}>
          {t("none_text")}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <ul className={css.teams}>
        {teams.map((team) => (
          <TeamRow key={team.id} team={team} own={services.find((one) => one.team_id === team.id)} fallback={services[0]} onOpen={() => onOpen(team)} />
        ))}
      </ul>
      <Freeing />
      <div className={css.foot}>{create}</div>
    </>
  );
}

/** A team with a long history takes a while to end: whoever waited for it is free already. */
function Freeing() {
  const { t } = useTranslation("teams");
  return useFreeing().map((team) => (
    <p key={team.id} className={css.freeing} role="status">
      {t("freeing", { name: team.name })}
    </p>
  ));
}

function TeamRow({ team, own, fallback, onOpen }: { team: Team; own?: Service; fallback?: Service; onOpen(): void }) {
  const { t } = useTranslation("teams");
  const service = own ?? fallback;
  const always = !service?.calendar.week?.some((day) => day.length > 0);
  const state = always ? "always" : service?.closed ? "closed_now" : "open_now";
  return (
    <li>
      <button type="button" className={css.team} onClick={onOpen}>
        <span className={css.grow}>
          <span className={css.label}>{team.name}</span>
          <span className={css.hint}>
            {team.agents.length > 0 ? t("agents", { count: team.agents.length }) : t("no_agents")}
            {team.skills.length > 0 && ` · ${team.skills.join(", ")}`}
          </span>
        </span>
        <span className={css.hours}>
          <span className={css.state} data-state={state}>
            {t(state)}
          </span>
          <span className={css.hint}>{t(own ? "own_hours" : "inherits")}</span>
        </span>
        <ChevronRight size={16} aria-hidden />
      </button>
    </li>
  );
}
