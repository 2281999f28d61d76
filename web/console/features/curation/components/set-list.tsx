import { Button, TextInput } from "@mantine/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { CloudOff, ListChecks } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { useTimes } from "@console/shared/i18n/times";
import { useMay } from "@console/shared/session/session";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useCreateSet, useQuestionSets, type QuestionSet } from "../api/questions";
import css from "./questions.module.css";
import { Verdicts } from "./verdicts";

/** The saved sets, each with what it came to last. */
export function SetList() {
  const { t } = useTranslation("curation");
  const sets = useQuestionSets();
  const mayEdit = useMay("editKnowledge");
  return (
    <>
      {mayEdit && <NewSet />}
      {sets.isPending && <SkeletonLines lines={5} />}
      {sets.isError && !sets.data && <EmptyState icon={CloudOff} tone="error" title={t("questions.failed")} action={<Button variant="default" onClick={() => void sets.refetch()}>{t("retry")}</Button>} />}
      {sets.data?.length === 0 && (
        <EmptyState icon={ListChecks} title={t("questions.none")}>
          {t("questions.none_text")}
        </EmptyState>
      )}
      <ul className={css.sets}>
        {sets.data?.map((set) => (
          <li key={set.id}>
            <SetRow set={set} />
          </li>
        ))}
      </ul>
    </>
  );
}

function SetRow({ set }: { set: QuestionSet }) {
  const { t } = useTranslation("curation");
  const { slug = "" } = useParams({ strict: false });
  const times = useTimes();
  const run = set.last_run;
  return (
    <Link to="/w/$slug/knowledge/questions/$set" params={{ slug, set: set.id }} className={css.set}>
      <span className={css.setName}>{set.name}</span>
      <span className={css.meta}>{t("questions.count", { count: set.questions })}</span>
      {run ? (
        <>
          <Verdicts counts={run.draft ?? run.live} />
          <span className={css.meta}>{t("questions.last_run", { when: times.full(run.created_at) })}</span>
        </>
      ) : (
        <span className={css.meta}>{t("questions.never_run")}</span>
      )}
    </Link>
  );
}

function NewSet() {
  const { t } = useTranslation("curation");
  const { slug = "" } = useParams({ strict: false });
  const navigate = useNavigate();
  const create = useCreateSet();
  const [name, setName] = useState("");
  return (
    <form
      className={css.newSet}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) create.mutate(name, { onSuccess: (set) => void navigate({ to: "/w/$slug/knowledge/questions/$set", params: { slug, set: set.id } }) });
      }}
    >
      <TextInput className={css.grow} value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} aria-label={t("questions.name")} placeholder={t("questions.name_hint")} error={isProblem(create.error) ? create.error.title : undefined} />
      <Button type="submit" loading={create.isPending} disabled={!name.trim()}>
        {t("questions.create")}
      </Button>
    </form>
  );
}
