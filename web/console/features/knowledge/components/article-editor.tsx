import { useMediaQuery } from "@mantine/hooks";
import { lazy, Suspense, useDeferredValue, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ArticleView } from "@console/shared/api/types";
import { useMay, useWorkspace } from "@console/shared/session/session";
import { Markdown } from "@console/shared/ui/markdown";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { servedFrom } from "../pictures-of";
import { useArticleStep } from "../api/change-article";
import { useArticleDraft } from "../use-article-draft";
import { ConflictDialog } from "./conflict-dialog";
import { EditorHeader } from "./editor-header";
import css from "./editor.module.css";
import { MetaBar } from "./meta-bar";
import { RevisionsDialog } from "./revisions-dialog";

const MarkdownEditor = lazy(async () => ({ default: (await import("./markdown-editor")).MarkdownEditor }));

/** How long an article that was found right needs no other look. */
const reviewMonths = 6;

interface Props {
  article: ArticleView;
  onBack(): void;
  onPublished(): void;
  tabs?: ReactNode;
  instead?: ReactNode;
  menu?(ready: () => Promise<boolean>): ReactNode;
}

export function ArticleEditor({ article, onBack, onPublished, tabs, instead, menu }: Props) {
  const { t } = useTranslation();
  const state = useArticleDraft(article);
  const [preview, setPreview] = useState(false);
  const [revisions, setRevisions] = useState(false);
  const mayEdit = useMay("editKnowledge");
  const { draft, change } = state;
  const step = useArticleStep(article.id);
  // What is published and still right is published again as it is: that is when it was reviewed last.
  const reviewed = async () => {
    const asPublished = article.status === "published" && !article.changed && state.saving === "saved";
    const next = new Date();
    next.setUTCMonth(next.getUTCMonth() + reviewMonths);
    change({ review_by: `${next.toISOString().slice(0, 10)}T00:00:00Z` });
    const version = await state.save();
    if (version && asPublished) step.mutate({ do: "publish", version });
  };
  const readOnly = !mayEdit || article.status === "archived";
  // Where both fit, the text and what readers see of it stand side by side.
  const beside = useMediaQuery("(min-width: 1680px)", false, { getInitialValueInEffect: false }) && preview && !readOnly;

  return (
    <section className={css.editor} aria-label={draft.title}>
      <EditorHeader article={article} state={state} preview={preview} onPreview={setPreview} onRevisions={() => setRevisions(true)} onBack={onBack} onPublished={onPublished} tabs={tabs} menu={menu} />
      {instead || (
        <div className={css.scroller}>
          <div className={css.sheet} data-beside={beside || undefined}>
            <textarea
              className={css.title}
              rows={1}
              maxLength={300}
              value={draft.title}
              readOnly={readOnly}
              lang={draft.lang}
              aria-label={t("article.title")}
              placeholder={t("article.title_hint")}
              onChange={(event) => change({ title: event.currentTarget.value.replace(/\n/g, " ") })}
            />
            <MetaBar article={article} draft={draft} onChange={change} onReviewed={() => void reviewed()} readOnly={readOnly} />
            <div className={css.body}>
              {(beside || !(preview || readOnly)) && (
                <Suspense fallback={<SkeletonLines lines={8} />}>
                  <MarkdownEditor value={draft.body} version={state.version} lang={draft.lang} onChange={(body) => change({ body })} />
                </Suspense>
              )}
              {(preview || readOnly) && <Preview text={draft.body} lang={draft.lang} />}
            </div>
          </div>
        </div>
      )}
      {revisions && <RevisionsDialog article={article} draft={draft} lang={draft.lang} onRestored={state.replace} onClose={() => setRevisions(false)} mayRestore={!readOnly} />}
      {state.saving === "conflict" && <ConflictDialog article={article.id} mine={draft} onMine={(version) => void state.save(version)} onTheirs={state.replace} />}
    </section>
  );
}

function Preview({ text, lang }: { text: string; lang: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspace().id;
  const picture = useMemo(() => servedFrom(workspace), [workspace]);
  const shown = useDeferredValue(text);
  return (
    <section className={css.preview} lang={lang} aria-label={t("article.preview")}>
      {shown.trim() ? <Markdown text={shown} article picture={picture} /> : <p className={css.none}>{t("article.no_body")}</p>}
    </section>
  );
}
