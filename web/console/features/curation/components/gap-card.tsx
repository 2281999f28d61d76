import { Link, useParams } from "@tanstack/react-router";
import { Clock3, FileText, MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Gap } from "../api/gaps";
import { useDurations } from "./durations";
import css from "./gaps.module.css";
import { Trend } from "./trend";

/** A gap in the queue: what is asked, how often in vain, and what it cost. */
export function GapCard({ gap, selected }: { gap: Gap; selected: boolean }) {
  const { t } = useTranslation("curation");
  const { slug = "" } = useParams({ strict: false });
  const minutes = useDurations();
  const total = gap.misses.missed + gap.misses.rejected + gap.misses.escalated;
  return (
    <Link to="/w/$slug/knowledge/gaps/$gap" params={{ slug, gap: gap.id }} search={{ status: gap.status }} className={css.card} aria-current={selected ? "page" : undefined}>
      <span className={css.cardTitle} lang={gap.lang}>
        {gap.title}
      </span>
      <span className={css.cardFoot}>
        <span className={css.fact} title={t("gaps.minutes_hint")}>
          <Clock3 size={14} aria-hidden />
          {t("gaps.held", { time: minutes(gap.minutes) })}
        </span>
        <span className={css.fact}>
          <MessagesSquare size={14} aria-hidden />
          {t("gaps.asked", { count: total })}
        </span>
        <Trend weeks={gap.weeks} />
      </span>
      {gap.article_id && (
        <span className={css.fact}>
          <FileText size={14} aria-hidden />
          <span className={css.clip}>{gap.article_title}</span>
        </span>
      )}
    </Link>
  );
}
