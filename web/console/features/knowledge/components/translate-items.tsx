import { Menu } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Languages } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ArticleView, Language } from "@console/shared/api/types";
import { languages } from "@console/shared/i18n/i18n";
import { useCreateArticle } from "../api/change-article";

/** Begins the translations that there are not: with the original's text, to be written over. */
export function TranslateItems({ article }: { article: ArticleView }) {
  const { t } = useTranslation();
  const { t: library } = useTranslation("library");
  const { slug = "" } = useParams({ strict: false });
  const navigate = useNavigate();
  const create = useCreateArticle();
  const missing = languages.filter((lang) => lang !== article.lang && !article.translations.some((other) => other.lang === lang));
  const begin = (lang: Language) => {
    const { title, body, audience, used_by_bot, collection_id, id } = article;
    create.mutate(
      { title, body, lang, audience, used_by_bot, collection_id, translation_of: id },
      { onSuccess: (begun) => void navigate({ to: "/w/$slug/knowledge/$article", params: { slug, article: begun.id } }) },
    );
  };
  return missing.map((lang) => (
    <Menu.Item key={lang} leftSection={<Languages size={16} />} onClick={() => begin(lang)}>
      {library("article.translate", { language: t(`language.${lang}`) })}
    </Menu.Item>
  ));
}
