import { Button, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { useFeedback, useFeedbackStep } from "../api/figures";
import css from "./figures.module.css";

/** Whether outcomes may move the ranking, how far, who changed it, and the way back. */
export function FeedbackCard({ mayEdit }: { mayEdit: boolean }) {
  const { t, i18n } = useTranslation("curation");
  const times = useTimes();
  const state = useFeedback().data;
  const step = useFeedbackStep();
  if (!state) return null;
  const most = new Intl.NumberFormat(i18n.language, { style: "percent" }).format(state.most);
  return (
    <section className={css.card} aria-label={t("feedback.title")}>
      <div className={css.cardHead}>
        <Switch label={t("feedback.title")} checked={state.allowed} disabled={!mayEdit || step.isPending} onChange={(event) => step.mutate({ do: "allow", allowed: event.currentTarget.checked })} />
        {mayEdit && (
          <Button size="xs" variant="default" loading={step.isPending} onClick={() => window.confirm(t("feedback.reset_sure")) && step.mutate({ do: "reset" })}>
            {t("feedback.reset")}
          </Button>
        )}
      </div>
      <p className={css.meta}>{t("feedback.text", { most })}</p>
      {state.changes.length > 0 && (
        <details>
          <summary className={css.meta}>{t("feedback.changes")}</summary>
          <ul className={css.changes}>
            {state.changes.map((change) => (
              <li key={change.at}>{t(`feedback.change_${change.change}`, { name: change.by || t("feedback.somebody"), title: change.article_title, when: times.full(change.at) })}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
