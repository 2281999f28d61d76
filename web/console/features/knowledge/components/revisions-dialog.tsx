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
  lang: string;
  mayRestore: boolean;
  onRestored(article: ArticleView): void;
  onClose(): void;
}

/** Earlier states, newest first; each against the one before it. Restoring makes a new draft, it deletes nothing. */
export function RevisionsDialog({ article, lang, mayRestore, onRestored, onClose }: Props) {
  const { t } = useTranslation();
  const times = useTimes();
  const revisions = useRevisions(article.id);
  const restore = useArticleStep(article.id);
  const [chosen, setChosen] = useState<number>();
  const list = revisions.data ?? [];
  const at = Math.max(0, list.findIndex((one) => one.number === chosen));
  const revision = list[at];
  const earlier = list[at + 1];

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
          {list.map((one) => (
            <li key={one.number}>
              <button type="button" className={css.revision} aria-pressed={one === revision} onClick={() => setChosen(one.number)}>
                <span>{times.full(one.at)}</span>
                <span className={css.who}>{t("revisions.by", { number: one.number, name: one.editor })}</span>
                {one.published && <span className={css.live}>{t("revisions.published")}</span>}
              </button>
            </li>
          ))}
        </ul>
        <div className={css.text}>
          <div className={css.textScroller}>
            {revisions.isPending && <SkeletonLines lines={8} />}
            {revisions.isError && <p role="alert">{t("revisions.failed")}</p>}
            {revision && (
              <>
                <p className={css.heading} lang={lang}>
                  {revision.title}
                </p>
                <DiffView before={earlier?.body ?? ""} after={revision.body} lang={lang} />
              </>
            )}
          </div>
          <div className={css.foot}>
            {revision && mayRestore && at > 0 && (
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
