import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import css from "./knowledge-nav.module.css";

const sections = [
  { name: "articles", to: "/w/$slug/knowledge", exact: true },
  { name: "gaps", to: "/w/$slug/knowledge/gaps", exact: false },
  { name: "questions", to: "/w/$slug/knowledge/questions", exact: false },
  { name: "overlaps", to: "/w/$slug/knowledge/overlaps", exact: true },
  { name: "figures", to: "/w/$slug/knowledge/figures", exact: false },
] as const;

/** The parts of the knowledge section. */
export function KnowledgeNav({ here }: { here: (typeof sections)[number]["name"] }) {
  const { t } = useTranslation("curation");
  const { slug = "" } = useParams({ strict: false });
  return (
    <nav className={css.nav} aria-label={t("nav.label")}>
      {sections.map(({ name, to }) => (
        <Link key={name} to={to} params={{ slug }} className={css.link} data-here={name === here || undefined} aria-current={name === here ? "page" : undefined}>
          {t(`nav.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
