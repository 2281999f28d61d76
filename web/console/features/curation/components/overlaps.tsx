import { Link, useParams } from "@tanstack/react-router";
import { CircleCheck, Copy, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useOverlaps, type Overlap } from "../api/gaps";
import css from "./gaps.module.css";

/** What published articles say of the same, or against it, before the draft joins them. */
export function Overlaps({ article }: { article: string }) {
  const { t } = useTranslation("curation");
  const overlaps = useOverlaps(article);
  if (overlaps.isPending) return <SkeletonLines lines={2} />;
  if (overlaps.isError) return <p role="alert">{t("overlaps.failed")}</p>;
  if (overlaps.data.length === 0)
    return (
      <p className={css.clear}>
        <CircleCheck size={16} aria-hidden />
        {t("overlaps.none")}
      </p>
    );
  return (
    <ul className={css.overlaps}>
      {overlaps.data.map((overlap, at) => (
        <li key={`${overlap.article_id}-${overlap.kind}-${at}`} className={css.overlap} data-kind={overlap.kind}>
          <One overlap={overlap} />
        </li>
      ))}
    </ul>
  );
}

function One({ overlap }: { overlap: Overlap }) {
  const { t, i18n } = useTranslation("curation");
  const { slug = "" } = useParams({ strict: false });
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" }).format(overlap.share);
  const against = overlap.kind === "contradiction";
  const Icon = against ? TriangleAlert : Copy;
  return (
    <>
      <p className={css.overlapHead}>
        <Icon size={16} aria-hidden />
        {against ? t("overlaps.contradiction", { here: overlap.here_figure, there: overlap.there_figure }) : t("overlaps.duplicate", { percent })}
      </p>
      {against && (
        <blockquote className={css.quote}>
          <p>{overlap.here}</p>
          <p lang={overlap.lang}>{overlap.there}</p>
        </blockquote>
      )}
      <Link to="/w/$slug/knowledge/$article" params={{ slug, article: overlap.article_id }} className={css.link} lang={overlap.lang}>
        {overlap.title}
      </Link>
    </>
  );
}
