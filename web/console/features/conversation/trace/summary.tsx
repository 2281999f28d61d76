import { useTranslation } from "react-i18next";
import { textIn } from "@shared/text/text-in";
import type { Turn } from "../api/get-turn";
import css from "./trace.module.css";
import { useFigures } from "./use-figures";

/** Reasons for which nothing was sent to a model. */
const unasked = /^(budget_|circuit_open$)/;

/** The turn in a sentence or two, as one would tell a colleague. */
export function Summary({ turn }: { turn: Turn }) {
  const { t, i18n } = useTranslation("trace");
  const { seconds, dollars } = useFigures();
  const found = turn.actions?.calls.filter((call) => call.outcome === "done").map((call) => textIn(call.titles, i18n.language) || call.title || call.name) ?? [];
  const cited = [...turn.retrieval.filter((one) => one.cited).map((one) => one.title), ...found];
  const fallback = turn.mode !== "model" && turn.model?.failure;
  return (
    <section className={css.summary} data-outcome={turn.outcome} aria-label={t("summary")}>
      <p className={css.lead}>{t(`outcome_${turn.outcome}`)}</p>
      {turn.outcome === "answered" && <p>{t(`mode_${turn.mode}`, { articles: [...new Set(cited)].map((title) => t("quoted", { title })).join(t("and")) })}</p>}
      {turn.refused && <p>{t("refused", { topic: turn.refused })}</p>}
      {fallback && <p className={css.warn}>{t(unasked.test(fallback) ? "not_asked" : "fallback", { why: t(`failure_${fallback}` as "failure_slow", { defaultValue: fallback }) })}</p>}
      <p className={css.meta}>
        {t("took", { took: seconds(turn.took_ms) })}
        {turn.prompt_tokens > 0 && <> · {t("tokens", { prompt: turn.prompt_tokens, completion: turn.completion_tokens })}</>}
        {turn.cost_micros > 0 && <> · {dollars(turn.cost_micros)}</>}
      </p>
    </section>
  );
}
