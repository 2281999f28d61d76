import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import type { GapQuestion, GapView } from "../api/gaps";
import { useDurations } from "./durations";
import css from "./gaps.module.css";

interface Props {
  gap: GapView;
  mayEdit: boolean;
  splitting: boolean;
  onSplit(questions: GapQuestion[]): void;
}

const keyOf = (question: GapQuestion) => `${question.conversation_id}:${question.seq}`;

/** What was asked, each with its conversation; some can be put into a gap of their own. */
export function GapQuestions({ gap, mayEdit, splitting, onSplit }: Props) {
  const { t } = useTranslation("curation");
  const times = useTimes();
  const minutes = useDurations();
  const { slug = "" } = useParams({ strict: false });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) => setChosen((before) => (before.has(key) ? new Set([...before].filter((one) => one !== key)) : new Set([...before, key])));
  return (
    <section aria-label={t("gaps.questions")}>
      <div className={css.sectionHead}>
        <h3 className={css.section}>{t("gaps.questions")}</h3>
        {chosen.size > 0 && (
          <Button size="xs" variant="default" loading={splitting} onClick={() => onSplit(gap.questions.filter((question) => chosen.has(keyOf(question))))}>
            {t("gaps.split", { count: chosen.size })}
          </Button>
        )}
      </div>
      <ul className={css.questions}>
        {gap.questions.map((question) => (
          <li key={keyOf(question)} className={css.question}>
            {mayEdit && <input type="checkbox" className={css.check} checked={chosen.has(keyOf(question))} onChange={() => toggle(keyOf(question))} aria-label={t("gaps.choose", { question: question.text })} />}
            <div className={css.questionBody}>
              <p className={css.questionText} lang={question.lang}>
                {question.text}
              </p>
              <p className={css.questionMeta}>
                <span className={css.outcome} data-outcome={question.outcome}>
                  {t(`outcome.${question.outcome}` as "outcome.missed")}
                </span>
                <Link to="/w/$slug/inbox/$view/$conversation" params={{ slug, view: "all", conversation: question.conversation_id }} className={css.link}>
                  {t("gaps.conversation", { number: question.number })}
                </Link>
                <span>{times.full(question.at)}</span>
                {question.minutes >= 0.5 && <span>{t("gaps.held", { time: minutes(question.minutes) })}</span>}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
