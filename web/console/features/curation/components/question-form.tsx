import "@console/shared/ui/select-styles";
import { Button, SegmentedControl, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useArticles } from "../api/articles";
import { isProblem } from "@console/shared/api/client";
import { Dialog } from "@console/shared/ui/dialog";
import { useSetStep, type SetQuestion } from "../api/questions";
import css from "./questions.module.css";

interface Props {
  set: string;
  question: SetQuestion;
  onClose(): void;
}

const lines = (text: string) => text.split("\n").map((line) => line.trim()).filter(Boolean);

/** A question and what a right answer is. */
export function QuestionForm({ set, question, onClose }: Props) {
  const { t } = useTranslation("curation");
  const [value, setValue] = useState(question);
  const [must, setMust] = useState((question.must_contain ?? []).join("\n"));
  const articles = useArticles();
  const step = useSetStep(set);
  const change = (part: Partial<SetQuestion>) => setValue((before) => ({ ...before, ...part }));
  const slugs = [...new Map((articles.data ?? []).map((row) => [row.slug, { value: row.slug, label: row.title }])).values()];
  if (value.article && !slugs.some((one) => one.value === value.article)) slugs.push({ value: value.article, label: value.article });
  const submit = () => step.mutate({ do: "save", questions: [{ ...value, must_contain: lines(must), article: value.answerable ? value.article : undefined }] }, { onSuccess: onClose });
  return (
    <Dialog opened onClose={onClose} title={t("question.title")} size={560}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Textarea autosize minRows={2} label={t("question.text")} value={value.question} maxLength={2000} onChange={(event) => change({ question: event.currentTarget.value })} />
        <SegmentedControl aria-label={t("question.lang")} value={value.lang} onChange={(lang) => change({ lang: lang as "en" })} data={[{ value: "en", label: t("question.en") }, { value: "zh", label: t("question.zh") }]} />
        <Switch label={t("question.answerable")} checked={value.answerable} onChange={(event) => change({ answerable: event.currentTarget.checked })} />
        {value.answerable && (
          <>
            <Select searchable clearable label={t("question.article")} value={value.article ?? null} onChange={(article) => change({ article: article ?? undefined })} data={slugs} />
            <Textarea autosize minRows={2} label={t("question.must")} description={t("question.must_hint")} value={must} onChange={(event) => setMust(event.currentTarget.value)} />
          </>
        )}
        <TextInput label={t("question.id")} value={value.id} readOnly={question.question !== ""} onChange={(event) => change({ id: event.currentTarget.value })} />
        {step.error && <p className={css.failed} role="alert">{isProblem(step.error) ? step.error.title : t("failed")}</p>}
        <Button type="submit" loading={step.isPending} disabled={!value.question.trim() || !value.id.trim()}>
          {t("question.save")}
        </Button>
      </form>
    </Dialog>
  );
}
