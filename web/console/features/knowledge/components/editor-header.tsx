import { Button, Menu } from "@mantine/core";
import { Archive, ArrowLeft, Check, ClipboardCheck, Ellipsis, Eye, History, PencilLine, Send } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useActions } from "@console/shared/actions/use-actions";
import { isProblem } from "@console/shared/api/client";
import type { ArticleView } from "@console/shared/api/types";
import { useMay } from "@console/shared/session/session";
import { IconButton } from "@console/shared/ui/icon-button";
import { useArticleStep } from "../api/change-article";
import type { ArticleDraftState } from "../use-article-draft";
import css from "./editor.module.css";
import { TranslateItems } from "./translate-items";

interface Props {
  article: ArticleView;
  state: ArticleDraftState;
  preview: boolean;
  onPreview(preview: boolean): void;
  onRevisions(): void;
  onBack(): void;
  onPublished(): void;
  tabs?: ReactNode;
  /** More of the menu; what it does waits until the draft is saved. */
  menu?(ready: () => Promise<boolean>): ReactNode;
}

export function EditorHeader({ article, state, preview, onPreview, onRevisions, onBack, onPublished, tabs, menu }: Props) {
  const { t } = useTranslation();
  const { t: library } = useTranslation("library");
  const step = useArticleStep(article.id);
  const mayEdit = useMay("editKnowledge");
  const archived = article.status === "archived";
  const pending = state.saving !== "saved" || article.changed || article.status !== "published";
  // What is on the screen is what goes live: an edit that is still on its way is saved first.
  const ready = async () => (state.saving === "saved" ? state.version : state.save());
  const publish = async () => {
    const version = await ready();
    if (version) step.mutate({ do: "publish", version }, { onSuccess: onPublished, onError: (error) => isProblem(error) && error.status === 409 && state.conflict() });
  };
  useActions(
    mayEdit
      ? [
          { id: "publish", label: t("article.publish"), group: "app", icon: Send, run: () => void publish() },
          { id: "revisions", label: t("article.revisions"), group: "app", icon: History, run: onRevisions },
          { id: "preview", label: t(preview ? "article.edit" : "article.preview"), group: "app", icon: Eye, run: () => onPreview(!preview) },
        ]
      : [],
  );
  return (
    <header className={css.header}>
      <IconButton icon={ArrowLeft} label={t("action.back")} className={css.back} onClick={onBack} />
      <p className={css.saving} data-state={state.saving} role="status">
        {state.saving === "saved" && <Check size={14} aria-hidden />}
        {mayEdit && !archived ? t(`saving.${state.saving}`) : t("article.read_only")}
      </p>
      {tabs}
      <div className={css.actions}>
        {mayEdit && !archived && <IconButton icon={preview ? PencilLine : Eye} label={t(preview ? "article.edit" : "article.preview")} aria-pressed={preview} onClick={() => onPreview(!preview)} />}
        <IconButton icon={History} label={t("article.revisions")} onClick={onRevisions} />
        {mayEdit && (
          <>
            <Menu position="bottom-end">
              <Menu.Target>
                <IconButton icon={Ellipsis} label={t("action.more")} />
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<ClipboardCheck size={16} />} disabled={article.status !== "draft" || state.saving !== "saved"} onClick={() => step.mutate({ do: "submit" }, { onSuccess: state.replace })}>
                  {library("article.submit")}
                </Menu.Item>
                <TranslateItems article={article} />
                {!archived && menu?.(async () => (await ready()) > 0)}
                <Menu.Item leftSection={<Archive size={16} />} disabled={archived} onClick={() => step.mutate({ do: "archive" })}>
                  {t("article.archive")}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <Button size="xs" leftSection={<Send size={14} />} disabled={!pending || state.saving === "conflict"} loading={step.isPending} onClick={() => void publish()}>
              {t(article.status === "published" ? "article.publish_changes" : "article.publish")}
            </Button>
          </>
        )}
      </div>
    </header>
  );
}
