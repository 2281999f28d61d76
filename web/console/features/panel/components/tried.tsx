import { Link, useParams } from "@tanstack/react-router";
import { CircleCheck, CircleX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Brief } from "@console/shared/api/types";
import css from "./brief.module.css";

/** What the bot already answered from, so that nobody sends it again. */
export function Tried({ tried }: { tried: Brief["tried"] }) {
  const { t } = useTranslation();
  const { slug = "" } = useParams({ strict: false });
  return (
    <div>
      <p className={css.label}>{t("brief.tried")}</p>
      <ul className={css.tried}>
        {tried.map((article) => {
          const Icon = article.rejected ? CircleX : CircleCheck;
          return (
            <li key={article.article_id} data-rejected={article.rejected || undefined}>
              <Icon size={14} role="img" aria-label={t(article.rejected ? "brief.rejected" : "brief.given")} />
              <Link to="/w/$slug/knowledge/$article" params={{ slug, article: article.article_id }}>
                {article.title}
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
