import "@console/shared/ui/select-styles";
import { Button, Select, Switch, TextInput } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ArticleDraft, ArticleView } from "@console/shared/api/types";
import { useTimes } from "@console/shared/i18n/times";
import { useMembers } from "@console/shared/session/session";
import { useNow } from "@console/shared/ui/use-now";
import { useCollections } from "../api/collections";
import css from "./editor.module.css";
import { HelpLink } from "./help-link";

interface Props {
  article: ArticleView;
  draft: ArticleDraft;
  readOnly: boolean;
  onChange(part: Partial<ArticleDraft>): void;
  /** Somebody looked at it and found it right. */
  onReviewed(): void;
}

/** Status, language, audience, collection, owner, review date, and whether the bot may use it. */
export function MetaBar({ article, draft, readOnly, onChange, onReviewed }: Props) {
  const { t } = useTranslation();
  const { slug = "" } = useParams({ strict: false });
  const { t: library } = useTranslation("library");
  const members = useMembers().filter(({ role }) => role === "admin" || role === "knowledge" || draft.owner_id);
  const owner = draft.owner_id ?? null;
  const collections = useCollections();
  const times = useTimes();
  const now = useNow();
  const due = draft.review_by && Date.parse(draft.review_by) <= now && article.status !== "archived" ? draft.review_by : undefined;
  const field = { size: "xs", variant: "filled", disabled: readOnly, classNames: { label: css.metaLabel }, allowDeselect: false } as const;
  return (
    <div className={css.meta}>
      <Select {...field} label={t("article.language")} value={draft.lang} onChange={(lang) => lang && onChange({ lang: lang as "en" })} data={[{ value: "en", label: t("language.en") }, { value: "zh", label: t("language.zh") }]} />
      <Select {...field} label={t("article.audience")} value={draft.audience} onChange={(audience) => audience && onChange({ audience: audience as "public" })} data={(["public", "internal"] as const).map((value) => ({ value, label: t(`article.${value}`) }))} />
      <Select
        {...field}
        allowDeselect
        label={t("article.collection")}
        value={draft.collection_id ?? null}
        placeholder={t("article.no_collection")}
        onChange={(id) => onChange({ collection_id: id ?? undefined })}
        data={collections.map((collection) => ({ value: collection.id, label: collection.name }))}
      />
      <TextInput
        size="xs"
        variant="filled"
        type="date"
        disabled={readOnly}
        classNames={{ label: css.metaLabel }}
        label={t("article.review_by")}
        value={draft.review_by?.slice(0, 10) ?? ""}
        onChange={(event) => onChange({ review_by: event.currentTarget.value ? `${event.currentTarget.value}T00:00:00Z` : undefined })}
      />
      <Select
        {...field}
        label={library("article.owner")}
        placeholder={article.owner || library("article.nobody")}
        value={members.some(({ id }) => id === owner) ? owner : null}
        onChange={(id) => id && onChange({ owner_id: id })}
        data={members.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div className={css.metaWide}>
        <span className={css.status}>
          <span className={css.dot} data-status={article.status} />
          {t(article.status === "published" && article.changed ? "article.changed" : `article.status_${article.status}`)}
        </span>
        <Switch disabled={readOnly} label={t("article.used_by_bot")} checked={draft.used_by_bot} onChange={(event) => onChange({ used_by_bot: event.currentTarget.checked })} />
        {article.translations.map((other) => (
          <Link key={other.id} to="/w/$slug/knowledge/$article" params={{ slug, article: other.id }} className={css.translation} lang={other.lang}>
            {t("article.translation", { language: t(`language.${other.lang}` as "language.en", { defaultValue: other.lang }) })}
            {other.original && ` (${library("article.original")})`}
            {other.outdated && <span className={css.outdated}> · {library("article.outdated_mark")}</span>}
          </Link>
        ))}
        <HelpLink article={article} />
      </div>
      {article.outdated && <p className={css.warning}>{library("article.outdated")}</p>}
      {due && (
        <div className={css.warning}>
          <p>{library("article.due", { date: times.date(due) })}</p>
          {!readOnly && (
            <Button size="compact-xs" variant="default" onClick={onReviewed}>
              {library("article.reviewed")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
