import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { listed } from "@shared/text/listed";
import { membersQuery, teamsQuery, useWorkspace } from "@console/shared/session/session";
import { Avatar } from "@console/shared/ui/avatar";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import css from "./settings.module.css";

/** Who works here, in which teams, and who is there now. */
export function People() {
  const { t, i18n } = useTranslation();
  const { id: workspace, slug } = useWorkspace();
  const members = useQuery(membersQuery(workspace));
  const teams = useQuery(teamsQuery(workspace)).data ?? [];
  if (members.isPending) return <SkeletonLines lines={4} />;
  return (
    <ul className={css.people}>
      {members.data?.map((member) => {
        const of = teams.filter((team) => team.agents.includes(member.id)).map((team) => team.name);
        return (
          <li key={member.id} className={css.person}>
            <Avatar id={member.id} name={member.name} size={32} badge={<span className={css.presence} data-status={member.presence} />} />
            <div className={css.who}>
              <p className={css.label}>{member.name}</p>
              <p className={css.text}>{of.length > 0 ? listed(of, i18n.language) : t("people.no_team")}</p>
            </div>
            <span className={css.text}>{t(`role.${member.role}`)}</span>
            <span className={css.text}>{t(`presence.${member.presence}`)}</span>
          </li>
        );
      })}
      <li className={css.person}>
        <Link to="/w/$slug/settings/teams" params={{ slug }} className={css.more}>
          {t("people.teams")}
          <ChevronRight size={16} aria-hidden />
        </Link>
      </li>
    </ul>
  );
}
