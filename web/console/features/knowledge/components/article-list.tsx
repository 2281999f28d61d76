import "@console/shared/ui/select-styles";
import { Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { BookPlus, CloudOff, FileUp, FolderTree, Library, Search } from "lucide-react";
import { lazy, Suspense, useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { KnowledgeNav } from "@console/shared/ui/knowledge-nav";
import { useMay, useMe } from "@console/shared/session/session";
import { EmptyState } from "@console/shared/ui/empty-state";
import { IconButton } from "@console/shared/ui/icon-button";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useCollections } from "../api/collections";
import { useArticles, type ArticleFilter } from "../api/get-articles";
import css from "./article-list.module.css";
import { ArticleLink } from "./article-link";
import { useNewArticle } from "./use-new-article";

const shows = ["all", "draft", "review", "published", "archived", "due", "mine"] as const;

const CollectionsDialog = lazy(async () => ({ default: (await import("./collections-dialog")).CollectionsDialog }));

/** The left pane of the knowledge screen: all articles, by title or words, filtered by language and status. */
export function ArticleList() {
  const { t } = useTranslation();
  const { t: library } = useTranslation("library");
  const navigate = useNavigate();
  const { article, slug = "" } = useParams({ strict: false });
  const [search, setSearch] = useState("");
  const [lang, setLang] = useState<"" | "en" | "zh">("");
  // One of `shows`, or a collection's id.
  const [chosen, setShow] = useState<string>("all");
  const [shelves, setShelves] = useState(false);
  const collections = useCollections();
  const show = shows.some((one) => one === chosen) || collections.some(({ id }) => id === chosen) ? chosen : "all"; // it may be deleted
  const settled = useDeferredValue(search.trim());
  const articles = useArticles({ search: settled, lang, ...filterOf(show, useMe().id) });
  const mayEdit = useMay("editKnowledge");
  const create = useNewArticle();

  return (
    <section className={css.pane} aria-label={t("knowledge.title")}>
      <header className={css.header}>
        <p className={css.title} aria-hidden>
          {t("knowledge.title")}
        </p>
        {mayEdit && <IconButton icon={FolderTree} label={library("collections.title")} onClick={() => setShelves(true)} />}
        {mayEdit && <IconButton icon={FileUp} label={library("imports.title")} onClick={() => void navigate({ to: "/w/$slug/knowledge/imports", params: { slug }, search: {} })} />}
        {mayEdit && <IconButton icon={BookPlus} label={t("knowledge.new")} onClick={create.run} loading={create.busy} />}
      </header>
      <div className={css.filters}>
        <KnowledgeNav here="articles" />
        <TextInput variant="filled" size="xs" type="search" value={search} onChange={(event) => setSearch(event.currentTarget.value)} placeholder={t("knowledge.search")} aria-label={t("knowledge.search")} leftSection={<Search size={14} aria-hidden />} />
        <div className={css.switches}>
          <SegmentedControl aria-label={t("article.language")} value={lang} onChange={(value) => setLang(value as "en")} data={[{ value: "", label: t("knowledge.any_language") }, { value: "en", label: "EN" }, { value: "zh", label: "中" }]} />
          <Select
            className={css.show}
            size="xs"
            variant="filled"
            aria-label={library("list.show")}
            allowDeselect={false}
            value={show}
            onChange={(value) => setShow(value ?? "all")}
            data={[
              { group: t("article.status"), items: shows.map((value) => ({ value, label: value === "all" || value === "draft" || value === "archived" ? t(`knowledge.status_${value}`) : library(`list.${value}`) })) },
              { group: library("collections.title"), items: collections.map(({ id, name }) => ({ value: id, label: name })) },
            ]}
          />
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
        {articles.data?.articles.length === 0 && <Nothing filtered={!!(settled || lang || show !== "all")} onCreate={mayEdit ? create.run : undefined} />}
        <ul className={css.list}>
          {articles.data?.articles.map((row) => (
            <li key={row.id}>
              <ArticleLink row={row} selected={row.id === article} />
            </li>
          ))}
        </ul>
        {articles.data && articles.hasNextPage && (
          <div className={css.more}>
            <p>{library("list.some", { shown: articles.data.articles.length, count: articles.data.total })}</p>
            <Button size="xs" variant="default" loading={articles.isFetchingNextPage} onClick={() => void articles.fetchNextPage()}>
              {library("imports.more")}
            </Button>
          </div>
        )}
      </div>
      <Suspense>{shelves && <CollectionsDialog onClose={() => setShelves(false)} />}</Suspense>
    </section>
  );
}

function filterOf(chosen: string, me: string): ArticleFilter {
  const show = shows.find((one) => one === chosen);
  if (!show) return { collection: chosen };
  if (show === "all") return {};
  if (show === "due") return { due: true };
  return show === "mine" ? { owner: me } : { status: show };
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
