import { Button, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Team } from "@console/shared/api/types";
import { useMay, useMembers } from "@console/shared/session/session";
import { Dialog } from "@console/shared/ui/dialog";
import { useChange, type ServiceForm } from "../api/teams";
import { joined, listed } from "../hours";
import { ServiceFields } from "./service-fields";
import { DeleteTeam } from "./delete-team";
import css from "./teams.module.css";

interface Props {
  /** undefined makes a new one. */
  team: Team | undefined;
  /** The team's own hours, if it has any. */
  own: ServiceForm | undefined;
  /** What it starts from where it gets its own. */
  fallback: ServiceForm;
  onClose(): void;
}

export function TeamDialog({ team, own, fallback, onClose }: Props) {
  const { t } = useTranslation("teams");
  const may = useMay("administer");
  const members = useMembers();
  const change = useChange();
  const [name, setName] = useState(team?.name ?? "");
  const [skills, setSkills] = useState(joined(team?.skills ?? []));
  const [agents, setAgents] = useState<readonly string[]>(team?.agents ?? []);
  const [service, setService] = useState(own);
  const toggle = (id: string) => setAgents(agents.includes(id) ? agents.filter((one) => one !== id) : [...agents, id]);
  return (
    <Dialog opened onClose={onClose} title={team ? team.name : t("new")} size={600}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ do: "team", id: team?.id, team: { name: name.trim(), skills: listed(skills), agents: [...agents] }, service }, { onSuccess: onClose });
        }}
      >
        <TextInput label={t("name")} description={t("name_hint")} required maxLength={80} data-autofocus disabled={!may} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput label={t("skills")} description={t("skills_hint")} disabled={!may} value={skills} onChange={(event) => setSkills(event.currentTarget.value)} />
        <fieldset className={css.members} disabled={!may}>
          <legend className={css.label}>{t("members")}</legend>
          {members.map((member) => (
            <label key={member.id} className={css.member}>
              <input type="checkbox" checked={agents.includes(member.id)} onChange={() => toggle(member.id)} />
              {member.name}
            </label>
          ))}
        </fieldset>
        <Switch label={t("inherit")} disabled={!may} checked={!service} onChange={(event) => setService(event.currentTarget.checked ? undefined : (own ?? fallback))} />
        {service && <ServiceFields value={service} disabled={!may} onChange={setService} />}
        <div className={css.buttons}>
          {team && may && <DeleteTeam team={team} onDeleted={onClose} />}
          <span className={css.grow} />
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          {may && (
            <Button type="submit" loading={change.isPending} disabled={!name.trim()}>
              {t(team ? "save" : "create")}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
