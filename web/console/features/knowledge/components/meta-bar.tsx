import "@console/shared/ui/select-styles";
import { Select, Switch, TextInput } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ArticleDraft, ArticleView } from "@console/shared/api/types";
import { useCollections } from "../api/get-articles";
import css from "./editor.module.css";

interface Props {
  article: ArticleView;
  draft: ArticleDraft;
  readOnly: boolean;
  onChange(part: Partial<ArticleDraft>): void;
}

/** Status, language, audience, collection, owner, review date, and whether the bot may use it. */
export function MetaBar({ article, draft, readOnly, onChange }: Props) {
  const { t } = useTranslation();
  const { slug = "" } = useParams({ strict: false });
  const collections = useCollections();
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
      <div className={css.metaWide}>
        <Switch disabled={readOnly} label={t("article.used_by_bot")} checked={draft.used_by_bot} onChange={(event) => onChange({ used_by_bot: event.currentTarget.checked })} />
        <span className={css.owner}>{article.owner && t("article.owned_by", { name: article.owner })}</span>
        {article.translations.map((other) => (
          <Link key={other.id} to="/w/$slug/knowledge/$article" params={{ slug, article: other.id }} className={css.translation} lang={other.lang}>
            {t("article.translation", { language: t(`language.${other.lang}` as "language.en", { defaultValue: other.lang }) })}
          </Link>
        ))}
      </div>
    </div>
  );
}
