import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { usePolicies, type Policy, type PolicyForm } from "@console/features/deadlines/api/deadlines";
import { PolicyCard } from "@console/features/deadlines/components/policy-card";
import type { Team } from "@console/shared/api/types";
import { teamsQuery, useWorkspace } from "@console/shared/session/session";
import { Block, Loaded, SettingsFrame } from "@console/shared/ui/settings-frame";

/** What teams promise: first reply, next reply, resolution. */
export function SlaPage() {
  const { t } = useTranslation("deadlines");
  const teams = useQuery(teamsQuery(useWorkspace().id));
  const policies = usePolicies();
  const both = {
    data: teams.data && policies.data && { teams: teams.data, policies: policies.data },
    isError: teams.isError || policies.isError,
    refetch: () => Promise.all([teams.refetch(), policies.refetch()]),
  };
  return (
    <SettingsFrame title={t("sla_title")} lead={t("sla_lead")}>
      <Loaded query={both} failed={t("failed")} failedText={t("failed_text")}>
        {(data) => <Cards {...data} />}
      </Loaded>
    </SettingsFrame>
  );
}

function Cards({ teams, policies: [first, ...others] }: { teams: Team[]; policies: Policy[] }) {
  const { t } = useTranslation("deadlines");
  if (!first) return null;
  const own = formOf(first);
  return (
    <>
      <Block title={t("workspace")} text={t("workspace_text")}>
        <PolicyCard own={own} fallback={own} />
      </Block>
      {teams.map((team) => {
        const policy = others.find((one) => one.team_id === team.id);
        return (
          <Block key={team.id} title={team.name}>
            <PolicyCard team={team.id} own={policy && formOf(policy)} fallback={own} />
          </Block>
        );
      })}
    </>
  );
}

/** What may be changed of a policy. */
const formOf = ({ first_reply, next_reply, resolution, warn_at, escalate_hours }: Policy): PolicyForm => ({ first_reply, next_reply, resolution, warn_at, escalate_hours });
