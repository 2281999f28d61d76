import { Button } from "@mantine/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { CloudOff, Plus, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { useMay } from "@console/shared/session/session";
import { EmptyState } from "@console/shared/ui/empty-state";
import { IconButton } from "@console/shared/ui/icon-button";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useTitles } from "../api/articles";
import { useQuestionSet, useSetStep, type QuestionRun, type SetQuestion } from "../api/questions";
import css from "./questions.module.css";
import { SetTools } from "./set-tools";
import { Verdicts } from "./verdicts";

const QuestionForm = lazy(() => import("./question-form").then((module) => ({ default: module.QuestionForm })));

interface Props {
  set: string;
  name: string;
  article: string | undefined;
}

/** A set: ask it, its runs, its questions. */
export function SetDetail({ set, name, article }: Props) {
  const { t, i18n } = useTranslation("curation");
  const titleOf = useTitles();
  const { slug = "" } = useParams({ strict: false });
  const navigate = useNavigate();
  const mayEdit = useMay("editKnowledge");
  const loaded = useQuestionSet(set);
  const step = useSetStep(set);
  const [editing, setEditing] = useState<SetQuestion>();
  const questions = loaded.data?.questions ?? [];
  const fresh = (): SetQuestion => ({ id: `q-${questions.length + 1}-${Date.now().toString(36)}`, lang: i18n.language === "zh" ? "zh" : "en", question: "", answerable: true });
  if (loaded.isPending) return <SkeletonLines lines={8} />;
  if (loaded.isError && !loaded.data) return <EmptyState icon={CloudOff} tone="error" title={t("questions.failed")} />;
  return (
    <>
      {mayEdit && (
        <SetTools
          set={set}
          name={name}
          article={article}
          questions={questions.length}
          onRun={(run) => void navigate({ to: "/w/$slug/knowledge/questions/$set/$run", params: { slug, set, run } })}
          onDeleted={() => void navigate({ to: "/w/$slug/knowledge/questions", params: { slug } })}
        />
      )}
      <Runs set={set} runs={loaded.data?.runs ?? []} />
      <section aria-label={t("questions.questions")}>
        <div className={css.sectionHead}>
          <h2 className={css.section}>{t("questions.count", { count: questions.length })}</h2>
          {mayEdit && (
            <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={() => setEditing(fresh())}>
              {t("questions.add")}
            </Button>
          )}
        </div>
        <ul className={css.rows}>
          {questions.map((question) => (
            <li key={question.id} className={css.question}>
              <button type="button" className={css.questionButton} disabled={!mayEdit} onClick={() => setEditing(question)}>
                <span className={css.questionText} lang={question.lang}>
                  {question.question}
                </span>
                <span className={css.meta}>
                  {question.answerable ? t("question.expects", { article: titleOf(question.article) || (question.must_contain ?? []).join(", ") }) : t("question.no_answer")}
                </span>
              </button>
              {mayEdit && <IconButton icon={Trash2} label={t("question.remove")} onClick={() => step.mutate({ do: "remove", id: question.id })} />}
            </li>
          ))}
        </ul>
        {questions.length === 0 && <p className={css.meta}>{t("questions.empty")}</p>}
      </section>
      <Suspense>{editing && <QuestionForm key={editing.id} set={set} question={editing} onClose={() => setEditing(undefined)} />}</Suspense>
    </>
  );
}

function Runs({ set, runs }: { set: string; runs: QuestionRun[] }) {
  const { t } = useTranslation("curation");
  const { slug = "" } = useParams({ strict: false });
  const times = useTimes();
  if (runs.length === 0) return null;
  return (
    <section aria-label={t("questions.runs")}>
      <h2 className={css.section}>{t("questions.runs")}</h2>
      <ul className={css.rows}>
        {runs.map((run) => (
          <li key={run.id}>
            <Link to="/w/$slug/knowledge/questions/$set/$run" params={{ slug, set, run: run.id }} className={css.run}>
              <span className={css.runWhat}>{run.article_id ? t("questions.with_draft", { title: run.article_title }) : t("questions.live")}</span>
              <span className={css.meta}>{t("questions.run_by", { when: times.full(run.created_at), name: run.started_by })}</span>
              <Verdicts counts={run.draft ?? run.live} label={run.state === "done" ? undefined : t(`run.${run.state}`, { done: run.done, total: run.total })} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
