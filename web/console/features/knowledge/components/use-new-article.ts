import { useNavigate, useParams } from "@tanstack/react-router";
import { BookPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useActions } from "@console/shared/actions/use-actions";
import type { Language } from "@console/shared/api/types";
import { useMay } from "@console/shared/session/session";
import { useCreateArticle } from "../api/change-article";

/** Begins an article as a draft and opens it. */
export function useNewArticle() {
  const { t, i18n } = useTranslation();
  const { slug = "" } = useParams({ strict: false });
  const navigate = useNavigate();
  const create = useCreateArticle();
  const run = () =>
    create.mutate(
      { title: t("knowledge.untitled"), body: "", lang: i18n.language as Language, audience: "public", used_by_bot: true },
      { onSuccess: (article) => void navigate({ to: "/w/$slug/knowledge/$article", params: { slug, article: article.id } }) },
    );
  useActions(useMay("editKnowledge") ? [{ id: "new_article", label: t("knowledge.new"), group: "app", icon: BookPlus, run }] : []);
  return { run, busy: create.isPending };
}
