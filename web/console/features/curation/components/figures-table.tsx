import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowDown, ArrowUp, CloudOff, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { EmptyState } from "@console/shared/ui/empty-state";
import { IconButton } from "@console/shared/ui/icon-button";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useFeedbackStep, useFigures, type Figures, type Sort } from "../api/figures";
import css from "./figures.module.css";

const counts = ["shown", "cited", "resolved", "escalated", "helpful", "not_helpful"] as const;
const columns: Sort[] = ["title", ...counts, "boost", "reviewed"];

/** What became of each article in 180 days, by any of its columns. */
export function FiguresTable({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useTranslation("curation");
  const [sort, setSort] = useState<Sort>("cited");
  const [reverse, setReverse] = useState(false);
  const figures = useFigures(sort, reverse);
  const by = (column: Sort) => {
    setReverse(column === sort ? !reverse : false);
    setSort(column);
  };
  // Counts begin with the largest, names with A and reviews with the oldest.
  const descending = (sort !== "title" && sort !== "reviewed") !== reverse;
  const Arrow = descending ? ArrowDown : ArrowUp;
  if (figures.isPending) return <SkeletonLines lines={8} />;
  if (!figures.data) return <EmptyState icon={CloudOff} tone="error" title={t("figures.failed")} action={<Button variant="default" onClick={() => void figures.refetch()}>{t("retry")}</Button>} />;
  return (
    <div className={css.scroller}>
      <table className={css.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" aria-sort={column === sort ? (descending ? "descending" : "ascending") : undefined} data-text={column === "title" || undefined}>
                <button type="button" className={css.sort} onClick={() => by(column)} title={t(`figures.${column}_hint` as "figures.cited_hint")}>
                  {t(`figures.${column}` as "figures.cited")}
                  {column === sort && <Arrow size={12} aria-hidden />}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.data.articles.map((row) => (
            <Row key={row.id} row={row} mayEdit={mayEdit} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, mayEdit }: { row: Figures; mayEdit: boolean }) {
  const { t } = useTranslation("curation");
  const { slug = "" } = useParams({ strict: false });
  const times = useTimes();
  return (
    <tr>
      <th scope="row" data-text>
        <Link to="/w/$slug/knowledge/$article" params={{ slug, article: row.id }} className={css.name} lang={row.lang}>
          {row.title}
        </Link>
        <span className={css.meta}>{row.status === "published" ? row.owner : t("figures.draft")}</span>
      </th>
      {counts.map((column) => (
        <td key={column} data-zero={row[column] === 0 || undefined}>
          {row[column]}
        </td>
      ))}
      <td>
        <Boost row={row} mayEdit={mayEdit} />
      </td>
      <td>{row.reviewed_at ? times.date(row.reviewed_at) : t("figures.never")}</td>
    </tr>
  );
}

/** By how much outcomes move the article's score, why, and the way back. */
function Boost({ row, mayEdit }: { row: Figures; mayEdit: boolean }) {
  const { t, i18n } = useTranslation("curation");
  const step = useFeedbackStep();
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero" }).format(row.boost);
  const reasons = t("figures.reasons", { resolved: row.resolved, escalated: row.escalated, helpful: row.helpful, not_helpful: row.not_helpful });
  const moved = Math.abs(row.boost) >= 0.0005;
  return (
    <span className={css.boost}>
      <span data-tone={moved ? (row.boost > 0 ? "up" : "down") : undefined} title={moved ? reasons : undefined}>
        {percent}
      </span>
      {mayEdit && moved && <IconButton icon={Undo2} iconSize={14} size="sm" label={t("figures.reset_one", { title: row.title })} loading={step.isPending} onClick={() => step.mutate({ do: "reset_article", article: row.id })} />}
    </span>
  );
}
