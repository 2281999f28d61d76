import { Link, useParams } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ArticleRow } from "@console/shared/api/types";
import { useTimes } from "@console/shared/i18n/times";
import { useNow } from "@console/shared/ui/use-now";
import css from "./article-list.module.css";

export function ArticleLink({ row, selected }: { row: ArticleRow; selected: boolean }) {
  const { t } = useTranslation();
  const { slug = "" } = useParams({ strict: false });
  const times = useTimes();
  const now = useNow();
  return (
    <Link to="/w/$slug/knowledge/$article" params={{ slug, article: row.id }} className={css.row} aria-current={selected ? "true" : undefined}>
      <span className={css.name} lang={row.lang}>
        {row.title}
      </span>
      <span className={css.meta}>
        <span className={css.dot} data-status={row.status} />
        <span>{t(row.status === "published" && row.changed ? "article.changed" : `article.status_${row.status}`)}</span>
        {row.audience === "internal" && <Lock size={12} role="img" aria-label={t("article.internal")} />}
        <span className={css.collection}>{row.collection}</span>
        <time dateTime={row.updated_at}>{times.age(row.updated_at, now)}</time>
      </span>
    </Link>
  );
}
