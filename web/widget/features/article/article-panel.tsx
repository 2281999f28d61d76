import { ArrowLeft } from "lucide-preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useChat } from "@widget/shared/context";
import { taken, type ArticlePage, type Source } from "@widget/shared/session/api";
import { drawArticle } from "@widget/shared/ui/article-html";
import { Button, IconButton } from "@widget/shared/ui/button";
import { date } from "@widget/shared/ui/times";
import { findPassage } from "./find-passage";

/** A source, read without leaving the chat; it opens at the passage that the answer cites. */
export function ArticlePanel({ source, onClose }: { source: Source; onClose(): void }) {
  const { t } = useChat();
  const { page, failed, load } = useArticle(source.article_id);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <section class="article-panel" aria-label={t("sources.label")}>
      <div class="sub-header">
        <IconButton buttonRef={back} label={t("header.back")} onClick={onClose}>
          <ArrowLeft size={18} strokeWidth={1.75} aria-hidden />
        </IconButton>
        <p class="sub-header-title">{t("sources.label")}</p>
      </div>
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div class="article-scroll" tabIndex={0} role="region" aria-label={source.title} aria-busy={!page && !failed}>
        {failed ? (
          <div class="empty">
            <p>{t("sources.failed")}</p>
            <Button onClick={load}>{t("sources.retry")}</Button>
          </div>
        ) : (
          <Article source={source} page={page} />
        )}
      </div>
    </section>
  );
}

function Article({ source, page }: { source: Source; page: ArticlePage | undefined }) {
  const { t, lang } = useChat();
  const body = useRef<HTMLDivElement>(null);
  const [unmarked, setUnmarked] = useState(false);
  const drawn = useMemo(() => page && drawArticle(page.html), [page]);
  useLayoutEffect(() => {
    if (!drawn || !body.current) return;
    const passage = findPassage(body.current, source);
    for (const element of passage) element.classList.add("is-cited");
    passage[0]?.scrollIntoView({ block: "center" });
    setUnmarked(passage.length === 0);
  }, [drawn, source]);
  return (
    <article lang={page?.lang}>
      <h2 class="article-title">{page?.title ?? source.title}</h2>
      {page && <p class="article-meta">{t("sources.updated", { date: date(lang, new Date(page.updated_at)) })}</p>}
      {page?.help_path && (
        <p class="article-meta">
          <a href={page.help_path} target="_blank" rel="noreferrer">
            {t("sources.help")}
          </a>
        </p>
      )}
      {unmarked && source.quote && (
        <blockquote class="article-quote is-cited">
          <p>{source.quote}</p>
        </blockquote>
      )}
      <div class="article-body" ref={body}>
        {drawn ?? <Skeleton />}
      </div>
    </article>
  );
}

const Skeleton = () => (
  <div class="skeleton" aria-hidden>
    {[96, 100, 88, 60, 94, 98, 40].map((width, index) => (
      <span key={index} class={`skeleton-line skeleton-${width}`} />
    ))}
  </div>
);

function useArticle(article: string) {
  const { session } = useChat();
  const [page, setPage] = useState<ArticlePage | undefined>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    setFailed(false);
    taken(session.api.GET("/v1/visitor/articles/{article}", { params: { path: { article } } })).then(
      (found) => current && setPage(found),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [article, attempt, session]);
  return { page, failed, load: () => setAttempt((n) => n + 1) };
}
