import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ChevronLeft, CloudOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { useMay } from "@console/shared/session/session";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useGap, useGapStep, type GapView } from "../api/gaps";
import { useDurations } from "./durations";
import { GapActions } from "./gap-actions";
import { GapQuestions } from "./gap-questions";
import css from "./gaps.module.css";
import { MissRate } from "./miss-rate";
import { Overlaps } from "./overlaps";
import { Trend } from "./trend";

/** One gap: its questions and conversations, and what is done about it. */
export function GapDetail({ id }: { id: string }) {
  const { t } = useTranslation("curation");
  const { slug = "" } = useParams({ strict: false });
  const gap = useGap(id);
  return (
    <article className={css.detail} aria-label={gap.data?.title ?? t("nav.gaps")}>
      <Link to="/w/$slug/knowledge/gaps" params={{ slug }} className={css.up}>
        <ChevronLeft size={14} aria-hidden />
        {t("gaps.back")}
      </Link>
      {gap.isPending && <SkeletonLines lines={8} />}
      {gap.isError && !gap.data && <EmptyState icon={CloudOff} tone="error" title={t("gaps.gone")} />}
      {gap.data && <Loaded gap={gap.data} />}
    </article>
  );
}

function Loaded({ gap }: { gap: GapView }) {
  const { t } = useTranslation("curation");
  const { slug = "" } = useParams({ strict: false });
  const times = useTimes();
  const minutes = useDurations();
  const navigate = useNavigate();
  const mayEdit = useMay("editKnowledge");
  const step = useGapStep(gap.id);
  const open = (id: string) => void navigate({ to: "/w/$slug/knowledge/gaps/$gap", params: { slug, gap: id } });
  const facts = [
    { label: t("gaps.fact_held"), value: minutes(gap.minutes) },
    { label: t("outcome.missed"), value: gap.misses.missed },
    { label: t("outcome.rejected"), value: gap.misses.rejected },
    { label: t("outcome.escalated"), value: gap.misses.escalated },
    { label: t("gaps.fact_conversations"), value: gap.conversations },
  ];
  return (
    <>
      <h2 className={css.title} lang={gap.lang}>
        {gap.title}
      </h2>
      <p className={css.lead}>{t("gaps.since", { first: times.date(gap.first_at), last: times.date(gap.last_at) })}</p>
      <dl className={css.facts}>
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t("gaps.fact_trend")}</dt>
          <dd>
            <Trend weeks={gap.weeks} />
          </dd>
        </div>
      </dl>
      {mayEdit && <GapActions gap={gap} onDrafted={(article) => void navigate({ to: "/w/$slug/knowledge/$article", params: { slug, article } })} onMoved={open} />}
      <MissRate gap={gap} />
      {gap.article_id && (
        <section aria-label={t("overlaps.title")}>
          <h3 className={css.section}>{t("overlaps.title")}</h3>
          <p className={css.hint}>{t("overlaps.lead", { title: gap.article_title })}</p>
          <Overlaps article={gap.article_id} />
        </section>
      )}
      <GapQuestions key={gap.questions.length} gap={gap} mayEdit={mayEdit} splitting={step.isPending} onSplit={(questions) => step.mutate({ do: "split", questions }, { onSuccess: (apart) => open(apart.id) })} />
    </>
  );
}
