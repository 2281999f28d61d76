import { TextInput } from "@mantine/core";
import { Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useAssist } from "../api/get-assist";
import { useArticleSearch } from "../api/search-articles";
import { ArticleResult, type Result } from "./article-result";
import css from "./articles.module.css";

/** The articles that fit the conversation, and a search over all of them. */
export function Articles({ conversation }: { conversation: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const question = useDeferredValue(text.trim());
  const searching = question.length > 1;
  const assist = useAssist(conversation);
  const found = useArticleSearch(question);
  const results: Result[] | undefined = searching
    ? found.data?.map((hit) => ({ id: hit.article_id, title: hit.title, section: hit.section, passage: hit.passage, score: hit.score, internal: false }))
    : assist.data?.articles.map((article) => ({ ...article, internal: article.audience === "internal" }));
  const pending = searching ? found.isPending : assist.isPending;
  const failed = searching ? found.isError : assist.isError;

  return (
    <>
      <TextInput
        variant="filled"
        size="xs"
        type="search"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder={t("articles.search")}
        aria-label={t("articles.search")}
        leftSection={<Search size={14} aria-hidden />}
      />
      <div className={css.results}>
        {pending && !results && <SkeletonLines lines={3} />}
        {failed && !results && <p className={css.none}>{t("articles.failed")}</p>}
        {results?.length === 0 && <p className={css.none}>{t(searching ? "articles.not_found" : "articles.none")}</p>}
        {results && results.length > 0 && (
          <ul>
            {results.map((result) => (
              <ArticleResult key={`${result.id}-${result.section}`} result={result} conversation={conversation} />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
