import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { AtSign, Bot, CircleCheck, Hourglass, Inbox, Layers, SearchX, UserRoundPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@console/shared/ui/empty-state";
import type { ShownView } from "./views";

const icons = { mine: Inbox, mentions: AtSign, waiting: Hourglass, unassigned: UserRoundPlus, bot: Bot, all: Layers, resolved: CircleCheck };

/** What appears here, how to make it happen, one action. */
export function EmptyView({ view, search, team, onAllTeams }: { view: ShownView; search: string; team?: string; onAllTeams(): void }) {
  const { t } = useTranslation();
  const { slug = "" } = useParams({ strict: false });
  if (search) {
    return (
      <EmptyState icon={SearchX} title={t("empty.search")}>
        {t("empty.search_text", { search })}
      </EmptyState>
    );
  }
  if (team) {
    const all = (
      <Button variant="default" onClick={onAllTeams}>
        {t("inbox.team_all")}
      </Button>
    );
    return <EmptyState icon={icons[view]} title={t("empty.team", { team })} action={all} />;
  }
  const other = view === "mine" ? "unassigned" : view === "all" ? undefined : "all";
  const action = other && (
    <Button component={Link} to="/w/$slug/inbox/$view" params={{ slug, view: other } as never} variant="default">
      {t(`empty.go_${other}`)}
    </Button>
  );
  return (
    <EmptyState icon={icons[view]} title={t(`empty.${view}`)} action={action}>
      {t(`empty.${view}_text`)}
    </EmptyState>
  );
}
