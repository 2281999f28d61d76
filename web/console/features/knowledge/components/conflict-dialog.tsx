import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ArticleDraft, ArticleView } from "@console/shared/api/types";
import { useWorkspace } from "@console/shared/session/session";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { Dialog } from "@console/shared/ui/dialog";
import { useKeepText } from "../api/change-article";
import { theirsQuery } from "../api/get-article";
import { DiffView } from "./diff-view";
import css from "./diff.module.css";

interface Props {
  article: string;
  mine: ArticleDraft;
  onMine(version: number): void;
  onTheirs(article: ArticleView): void;
}

/** Somebody else saved meanwhile: both texts in one, and a person decides. Neither is lost: each save is a revision. */
export function ConflictDialog({ article, mine, onMine, onTheirs }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspace().id;
  // Read afresh: what the editor opened is the very version that became old.
  const theirs = useQuery({ ...theirsQuery(workspace, article), gcTime: 0, staleTime: 0 });
  const data = theirs.data;
  const keep = useKeepText(article);
  // The one that is not taken becomes a revision first: whoever chose wrongly finds it there.
  const choose = (lost: { title: string; body: string }, then: () => void) => keep.mutate({ title: lost.title, body: lost.body }, { onSuccess: then });
  return (
    <Dialog opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} title={t("conflict.title")} size={720}>
      <p>{t("conflict.text")}</p>
      <div className={css.conflict}>
        {theirs.isError && <p role="alert">{t("article.failed")}</p>}
        {!data && !theirs.isError && <SkeletonLines lines={5} />}
        {data && <DiffView before={`${data.title}\n\n${data.body}`} after={`${mine.title}\n\n${mine.body}`} lang={mine.lang} />}
      </div>
      <div className={css.foot}>
        <Button variant="default" disabled={!data || keep.isPending} onClick={() => data && choose(mine, () => onTheirs(data))}>
          {t("conflict.theirs")}
        </Button>
        <Button disabled={!data || keep.isPending} onClick={() => data && choose(data, () => onMine(data.version))}>
          {t("conflict.mine")}
        </Button>
      </div>
    </Dialog>
  );
}
