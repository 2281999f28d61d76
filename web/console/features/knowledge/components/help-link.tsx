import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, ask } from "@console/shared/api/client";
import type { ArticleView } from "@console/shared/api/types";
import { useWorkspace } from "@console/shared/session/session";
import css from "./editor.module.css";

/** Leads to the article as visitors read it, where they can. */
export function HelpLink({ article }: { article: ArticleView }) {
  const { t } = useTranslation("library");
  const { id, slug } = useWorkspace();
  const workspace = useQuery({ queryKey: ["workspace", id], queryFn: () => ask(api.GET("/v1/workspaces/{workspace}", { params: { path: { workspace: id } } })) });
  if (article.status !== "published" || article.audience !== "public" || !workspace.data?.settings.help_centre) return null;
  return (
    <a href={`/help/${slug}/${article.lang}/${encodeURIComponent(article.slug)}`} target="_blank" rel="noreferrer" className={css.translation}>
      {t("article.open_help")} <ExternalLink size={12} aria-hidden />
    </a>
  );
}
