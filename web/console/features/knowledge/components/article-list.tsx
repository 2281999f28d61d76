import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { BookPlus, CloudOff, FileUp, Library, Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { KnowledgeNav } from "@console/features/curation/components/knowledge-nav";
import { useMay } from "@console/shared/session/session";
import { EmptyState } from "@console/shared/ui/empty-state";
import { IconButton } from "@console/shared/ui/icon-button";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useArticles } from "../api/get-articles";
import css from "./article-list.module.css";
import { ArticleLink } from "./article-link";
import { useNewArticle } from "./use-new-article";

const statuses = ["", "draft", "archived"] as const;
type Status = (typeof statuses)[number];

/** The left pane of the knowledge screen: all articles, by title or words, filtered by language and status. */
export function ArticleList() {
  const { t } = useTranslation();
  const { t: library } = useTranslation("library");
  const { article, slug = "" } = useParams({ strict: false });
  const [search, setSearch] = useState("");
  const [lang, setLang] = useState<"" | "en" | "zh">("");
  const [status, setStatus] = useState<Status>("");
  const settled = useDeferredValue(search.trim());
  const articles = useArticles({ search: settled, lang, status });
  const mayEdit = useMay("editKnowledge");
  const create = useNewArticle();

  return (
    <section className={css.pane} aria-label={t("knowledge.title")}>
      <header className={css.header}>
        <p className={css.title} aria-hidden>
          {t("knowledge.title")}
        </p>
        {mayEdit && <IconButton icon={FileUp} label={library("imports.title")} renderRoot={(props) => <Link to="/w/$slug/knowledge/imports" params={{ slug }} search={{}} {...props} />} />}
        {mayEdit && <IconButton icon={BookPlus} label={t("knowledge.new")} onClick={create.run} loading={create.busy} />}
      </header>
      <div className={css.filters}>
        <KnowledgeNav here="articles" />
        <TextInput variant="filled" size="xs" type="search" value={search} onChange={(event) => setSearch(event.currentTarget.value)} placeholder={t("knowledge.search")} aria-label={t("knowledge.search")} leftSection={<Search size={14} aria-hidden />} />
        <div className={css.switches}>
          <SegmentedControl aria-label={t("article.language")} value={lang} onChange={(value) => setLang(value as "en")} data={[{ value: "", label: t("knowledge.any_language") }, { value: "en", label: "EN" }, { value: "zh", label: "中" }]} />
          <SegmentedControl aria-label={t("article.status")} value={status} onChange={(value) => setStatus(value as Status)} data={statuses.map((value) => ({ value, label: t(`knowledge.status_${value || "all"}`) }))} />
        </div>
      </div>
      <div className={css.scroller}>
        {articles.isPending && (
          <div className={css.loading} role="status" aria-label={t("loading")}>
            {[0, 1, 2, 3, 4, 5].map((row) => (
              <SkeletonLines key={row} lines={2} />
            ))}
          </div>
        )}
        {articles.isError && !articles.data && (
          <EmptyState icon={CloudOff} tone="error" title={t("knowledge.failed")} action={<Button variant="default" onClick={() => void articles.refetch()}>{t("action.retry")}</Button>}>
            {t("inbox.failed_text")}
          </EmptyState>
        )}
        {articles.data?.length === 0 && <Nothing filtered={!!(settled || lang || status)} onCreate={mayEdit ? create.run : undefined} />}
        <ul className={css.list}>
          {articles.data?.map((row) => (
            <li key={row.id}>
              <ArticleLink row={row} selected={row.id === article} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Nothing({ filtered, onCreate }: { filtered: boolean; onCreate?: () => void }) {
  const { t } = useTranslation();
  if (filtered) return <EmptyState icon={Search} title={t("knowledge.no_match")} />;
  return (
    <EmptyState icon={Library} title={t("knowledge.empty")} action={onCreate && <Button onClick={onCreate}>{t("knowledge.new")}</Button>}>
      {t("knowledge.empty_text")}
    </EmptyState>
  );
}
