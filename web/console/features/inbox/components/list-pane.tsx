import { Link, useParams } from "@tanstack/react-router";
import { AlarmClock, Search } from "lucide-react";
import { useDeferredValue, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useActions } from "@console/shared/actions/use-actions";
import { useMay } from "@console/shared/session/session";
import { IconButton } from "@console/shared/ui/icon-button";
import { useConversations } from "../api/get-conversations";
import css from "./list-pane.module.css";
import { ListSearch } from "./list-search";
import { Rows } from "./rows";
import { TeamFilter, useTeamFilter } from "./team-filter";
import { isView, Views } from "./views";

/** The left pane: views with live counts, and the conversations of one of them. `top` is what stands above all (assignments). */
export function ListPane({ top, onPalette }: { top?: ReactNode; onPalette?: ReactNode }) {
  const { t } = useTranslation();
  const { slug = "", view = "mine" } = useParams({ strict: false });
  const [search, setSearch] = useState<string>();
  const [due, setDue] = useState(false);
  const supervises = useMay("supervise");
  const filter = useTeamFilter();
  const settled = useDeferredValue(search?.trim() ?? "");
  const list = useConversations({ view: isView(view) ? view : "mine", search: settled, team: filter.team?.id, order: due ? "deadline" : undefined });
  const counts = list.data?.pages[0]?.counts;

  useActions([{ id: "search_list", label: t("action.search_list"), group: "conversation", icon: Search, run: () => setSearch((now) => now ?? "") }]);

  return (
    <section className={css.pane} aria-label={t("inbox.title")}>
      <header className={css.header}>
        <p className={css.title} aria-hidden>
          {t("inbox.title")}
          {filter.team && <span className={css.team}>{filter.team.name}</span>}
        </p>
        <IconButton icon={Search} label={t("action.search_list")} aria-expanded={search !== undefined} onClick={() => setSearch(search === undefined ? "" : undefined)} />
        <IconButton icon={AlarmClock} label={t("inbox.due_first")} aria-pressed={due} onClick={() => setDue(!due)} />
        <TeamFilter {...filter} />
        {onPalette}
      </header>
      {search !== undefined && <ListSearch value={search} onChange={setSearch} />}
      {due && supervises && (
        <Link to="/w/$slug/follow-ups/deadlines" params={{ slug }} className={css.figures}>
          {t("inbox.due_figures")}
        </Link>
      )}
      <Views counts={counts} />
      {top}
      <Rows list={list} view={isView(view) ? view : "mine"} search={settled} team={filter.team?.name} onAllTeams={() => filter.choose("")} />
    </section>
  );
}
