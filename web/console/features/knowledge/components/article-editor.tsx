import { lazy, Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ArticleView } from "@console/shared/api/types";
import { useMay } from "@console/shared/session/session";
import { Markdown } from "@console/shared/ui/markdown";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useArticleDraft } from "../use-article-draft";
import { ConflictDialog } from "./conflict-dialog";
import { EditorHeader } from "./editor-header";
import css from "./editor.module.css";
import { MetaBar } from "./meta-bar";
import { RevisionsDialog } from "./revisions-dialog";

const MarkdownEditor = lazy(async () => ({ default: (await import("./markdown-editor")).MarkdownEditor }));

interface Props {
  article: ArticleView;
  onBack(): void;
  onPublished(): void;
  tabs?: ReactNode;
  instead?: ReactNode;
}

export function ArticleEditor({ article, onBack, onPublished, tabs, instead }: Props) {
  const { t } = useTranslation();
  const state = useArticleDraft(article);
  const [preview, setPreview] = useState(false);
  const [revisions, setRevisions] = useState(false);
  const mayEdit = useMay("editKnowledge");
  const { draft, change } = state;
  const readOnly = !mayEdit || article.status === "archived";

  return (
    <section className={css.editor} aria-label={draft.title}>
      <EditorHeader article={article} state={state} preview={preview} onPreview={setPreview} onRevisions={() => setRevisions(true)} onBack={onBack} onPublished={onPublished} tabs={tabs} />
      {instead || (
        <div className={css.scroller}>
          <div className={css.sheet}>
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
            <MetaBar article={article} draft={draft} onChange={change} readOnly={readOnly} />
            {preview || readOnly ? (
              <div className={css.preview} lang={draft.lang}>
                {draft.body.trim() ? <Markdown text={draft.body} article /> : <p className={css.none}>{t("article.no_body")}</p>}
              </div>
            ) : (
              <Suspense fallback={<SkeletonLines lines={8} />}>
                <MarkdownEditor value={draft.body} version={state.version} lang={draft.lang} onChange={(body) => change({ body })} />
              </Suspense>
            )}
          </div>
        </div>
      )}
      {revisions && <RevisionsDialog article={article} lang={draft.lang} onRestored={state.replace} onClose={() => setRevisions(false)} mayRestore={!readOnly} />}
      {state.saving === "conflict" && <ConflictDialog article={article.id} mine={draft} onMine={(version) => void state.save(version)} onTheirs={state.replace} />}
    </section>
  );
}
