import { Button, Textarea } from "@mantine/core";
import { CornerDownLeft, FlaskConical } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { composing } from "@console/shared/actions/chord";
import { isProblem } from "@console/shared/api/client";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import type { useTestQuestion } from "../api/test-question";
import { Ranking } from "./ranking";
import { TestAnswer } from "./test-answer";
import css from "./test-box.module.css";

type Test = ReturnType<typeof useTestQuestion>;

/** Ask as a visitor would, beside the article: the same search and the same answer as live. */
export function TestBox({ test, question, onQuestion }: { test: Test; question: string; onQuestion(question: string): void }) {
  const { t } = useTranslation();
  const ask = () => {
    if (question.trim()) test.mutate({ question: question.trim() });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || composing(event.nativeEvent)) return;
    event.preventDefault();
    ask();
  };
  const { data, error } = test;
  return (
    <div className={css.box}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <h2 className={css.title}>{t("test.title")}</h2>
        <Textarea autosize minRows={2} maxRows={5} maxLength={2000} value={question} onChange={(event) => onQuestion(event.currentTarget.value)} onKeyDown={onKeyDown} aria-label={t("test.question")} placeholder={t("test.hint")} />
        <Button type="submit" size="xs" loading={test.isPending} disabled={!question.trim()} rightSection={<CornerDownLeft size={14} aria-hidden />} className={css.ask}>
          {t("test.ask")}
        </Button>
      </form>
      <div className={css.result} aria-live="polite">
        {test.isPending && !data && <SkeletonLines lines={6} />}
        {error && <p className={css.failed} role="alert">{isProblem(error) && error.title ? error.title : t("problem.unreachable")}</p>}
        {data && (
          <>
            <TestAnswer result={data} />
            <Ranking result={data} />
          </>
        )}
        {!data && !error && !test.isPending && (
          <EmptyState icon={FlaskConical} title={t("test.empty")}>
            {t("test.empty_text")}
          </EmptyState>
        )}
      </div>
    </div>
  );
}
