import { Link, useParams } from "@tanstack/react-router";
import { AtSign, Bot, CircleCheck, Hourglass, Inbox, Layers, UserRoundPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Counts } from "@console/shared/api/types";
import css from "./views.module.css";

export const views = ["mine", "mentions", "waiting", "unassigned", "bot", "all", "resolved"] as const satisfies (keyof Counts)[];
export type ShownView = (typeof views)[number];

const icons = { mine: Inbox, mentions: AtSign, waiting: Hourglass, unassigned: UserRoundPlus, bot: Bot, all: Layers, resolved: CircleCheck };

export const isView = (name: string): name is ShownView => (views as readonly string[]).includes(name);

/** A count that does not widen its column. */
const shown = (count: number) => (count > 99 ? "99+" : String(count));

export function Views({ counts }: { counts?: Counts }) {
  const { t } = useTranslation();
  const { slug = "", view: current } = useParams({ strict: false });
  return (
    <nav aria-label={t("inbox.views")} className={css.views}>
      {views.map((view) => {
        const Icon = icons[view];
        const count = counts?.[view];
        return (
          <Link
            key={view}
            to="/w/$slug/inbox/$view"
            params={{ slug, view }}
            className={css.view}
            aria-current={view === current ? "page" : undefined}
            data-urgent={((view === "waiting" || view === "mentions") && !!count) || undefined}
          >
            <Icon size={16} aria-hidden />
            <span className={css.name}>{t(`view.${view}`)}</span>
            {count !== undefined && view !== "resolved" && count > 0 && (
              <span className={css.count} aria-label={t("inbox.count", { count })}>
                {shown(count)}
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
