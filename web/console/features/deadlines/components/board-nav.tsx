import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay, useWorkspace } from "@console/shared/session/session";
import css from "@console/shared/ui/knowledge-nav.module.css";

const parts = [
  { name: "follow_ups", to: "/w/$slug/follow-ups" },
  { name: "board", to: "/w/$slug/follow-ups/deadlines" },
] as const;

/** The list for everybody, the board for whoever supervises. */
export function BoardNav({ here }: { here: (typeof parts)[number]["name"] }) {
  const { t } = useTranslation("deadlines");
  const { slug } = useWorkspace();
  if (!useMay("supervise")) return null;
  return (
    <nav className={css.nav} aria-label={t("nav")}>
      {parts.map(({ name, to }) => (
        <Link key={name} to={to} params={{ slug }} className={css.link} data-here={name === here || undefined} aria-current={name === here ? "page" : undefined}>
          {t(`nav_${name}`)}
        </Link>
      ))}
    </nav>
  );
}
