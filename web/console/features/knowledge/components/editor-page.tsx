import { Button } from "@mantine/core";
import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isMissing } from "@console/shared/api/client";
import { EmptyState } from "@console/shared/ui/empty-state";
import { Bar, SkeletonLines } from "@console/shared/ui/skeleton";
import { useArticle } from "../api/get-article";
import { ArticleEditor } from "./article-editor";
import css from "./editor.module.css";

interface Props {
  article: string;
  onBack(): void;
  onPublished(): void;
  tabs?: ReactNode;
  instead?: ReactNode;
  menu?(ready: () => Promise<boolean>): ReactNode;
}

export function EditorPage({ article, ...rest }: Props) {
  const { t } = useTranslation();
  const loaded = useArticle(article);
  if (loaded.data) return <ArticleEditor key={article} article={loaded.data} {...rest} />;
  if (loaded.isError) {
    const gone = isMissing(loaded.error);
    const action = (
      <Button variant="default" onClick={() => (gone ? rest.onBack() : void loaded.refetch())}>
        {t(gone ? "action.back" : "action.retry")}
      </Button>
    );
    return (
      <EmptyState icon={CloudOff} tone="error" title={t(gone ? "article.gone" : "article.failed")} action={action}>
        {!gone && t("inbox.failed_text")}
      </EmptyState>
    );
  }
  return (
    <div className={css.editor} role="status" aria-label={t("loading")}>
      <div className={css.header} />
      <div className={css.sheet}>
        <Bar width="60%" height={24} />
        <div className={css.loading}>
          <SkeletonLines lines={4} />
          <SkeletonLines lines={5} />
        </div>
      </div>
    </div>
  );
}
