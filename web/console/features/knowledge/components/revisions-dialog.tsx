import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ArticleView } from "@console/shared/api/types";
import { useTimes } from "@console/shared/i18n/times";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { Dialog } from "@console/shared/ui/dialog";
import { useArticleStep } from "../api/change-article";
import { useRevisions } from "../api/get-article";
import { DiffView } from "./diff-view";
import css from "./diff.module.css";

interface Props {
  article: ArticleView;
  /** What is written now: set against what was published last it shows what publishing would change. */
  draft: { title: string; body: string };
  lang: string;
  mayRestore: boolean;
  onRestored(article: ArticleView): void;
  onClose(): void;
}

const textOf = (one?: { title: string; body: string }) => (one ? `${one.title}\n\n${one.body}` : "");

/** What is written and the earlier states, newest first; each against the one before it. Restoring makes a new draft, it deletes nothing. */
export function RevisionsDialog({ article, draft, lang, mayRestore, onRestored, onClose }: Props) {
  const { t } = useTranslation();
  const { t: library } = useTranslation("library");
  const times = useTimes();
  const revisions = useRevisions(article.id);
  const restore = useArticleStep(article.id);
  const [chosen, setChosen] = useState<number>();
  const list = revisions.data ?? [];
  const written = textOf(draft);
  const newest = list.find((one) => !one.kept);
  const shown = chosen ?? (newest && textOf(newest) === written ? newest.number : 0);
  const at = list.findIndex((one) => one.number === shown);
  const revision = list[at];
  // A text that was only kept is set against what is written, what was published against what was published before.
  const earlier = revision?.kept ? draft : list.slice(at + 1).find((one) => !one.kept);

  const bringBack = (number: number) =>
    restore.mutate(
      { do: "restore", number },
      {
        onSuccess: (changed) => {
          onRestored(changed);
          onClose();
        },
      },
    );
  return (
    <Dialog opened onClose={onClose} title={t("article.revisions")} size={920}>
      <div className={css.layout}>
        <ul className={css.list}>
          <li>
            <button type="button" className={css.revision} aria-pressed={shown === 0} onClick={() => setChosen(0)}>
              <span>{library("revisions.now")}</span>
              <span className={css.who}>{library(newest && textOf(newest) === written ? "revisions.now_same" : "revisions.now_text")}</span>
            </button>
          </li>
          {list.map((one) => (
            <li key={one.number}>
              <button type="button" className={css.revision} aria-pressed={one === revision} onClick={() => setChosen(one.number)}>
                <span>{times.full(one.at)}</span>
                <span className={css.who}>{t("revisions.by", { number: one.number, name: one.editor || library("imports.open") })}</span>
                {one.published && <span className={css.live}>{t("revisions.published")}</span>}
                {one.kept && <span className={css.who}>{library("revisions.kept")}</span>}
              </button>
            </li>
          ))}
        </ul>
        <div className={css.text}>
          <div className={css.textScroller}>
            {revisions.isPending && <SkeletonLines lines={8} />}
            {revisions.isError && <p role="alert">{t("revisions.failed")}</p>}
            {revisions.data && (
              <>
                <p className={css.heading}>{library(revision ? (revision.kept ? "revisions.against_now" : earlier ? "revisions.against_earlier" : "revisions.first") : newest ? "revisions.against_newest" : "revisions.unpublished")}</p>
                <DiffView before={textOf(revision ? earlier : newest)} after={textOf(revision ?? draft)} lang={lang} />
              </>
            )}
          </div>
          <div className={css.foot}>
            {revision && mayRestore && textOf(revision) !== written && (
              <Button loading={restore.isPending} onClick={() => bringBack(revision.number)}>
                {t("revisions.restore")}
              </Button>
            )}
          </div>
        </div>
      </div>
    </Dialog>
  );
}
