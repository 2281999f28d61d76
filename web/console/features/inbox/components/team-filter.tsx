import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Check, UsersRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { teamsQuery, useMe, useWorkspace } from "@console/shared/session/session";
import { chosenTeam } from "@console/shared/state/team";
import { useStore } from "@console/shared/state/use-store";
import { IconButton } from "@console/shared/ui/icon-button";

/** The team that narrows list and counts; undefined for all, and where the chosen one has ended. */
export function useTeamFilter() {
  const { id } = useWorkspace();
  const store = chosenTeam(id);
  const chosen = useStore(store);
  const { data } = useQuery(teamsQuery(id));
  const teams = data ?? [];
  return { teams, team: teams.find((one) => one.id === chosen), choose: (team: string) => store.set(team) };
}

type Props = ReturnType<typeof useTeamFilter>;

/** Whose conversations the list shows: every team's, or one's. The agent's own come first. */
export function TeamFilter({ teams, team, choose }: Props) {
  const { t } = useTranslation();
  const me = useMe().id;
  if (teams.length === 0) return null;
  const sorted = [...teams].sort((a, b) => Number(b.agents.includes(me)) - Number(a.agents.includes(me)));
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <IconButton icon={UsersRound} label={t("inbox.team")} aria-pressed={team !== undefined} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("inbox.team")}</Menu.Label>
        <Menu.RadioGroup value={team?.id ?? ""} onChange={choose}>
          {[{ id: "", name: t("inbox.team_all") }, ...sorted].map(({ id, name }) => (
            <Menu.RadioItem key={id} value={id} closeMenuOnClick checkIcon={<Check size={16} aria-hidden />}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
