import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { textIn } from "@shared/text/text-in";
import type { Turn } from "../api/get-turn";
import { Part } from "./parts";
import { Values } from "./values";
import css from "./trace.module.css";
import { useFigures } from "./use-figures";

/** Which actions the model chose, and what came of each. */
export function ActionsPart({ actions }: { actions: NonNullable<Turn["actions"]> }) {
  const { t, i18n } = useTranslation("trace");
  const { dollars } = useFigures();
  return (
    <Part title={t("actions")}>
      {actions.calls.length === 0 && !actions.failure && <p className={css.meta}>{t("actions_none")}</p>}
      {actions.calls.map((call, at) => (
        <Fragment key={at}>
          <dl className={css.pairs}>
            <dt>{textIn(call.titles, i18n.language) || call.title || call.name}</dt>
            <dd>
              {t(`action_${call.outcome}` as "action_done", { defaultValue: call.outcome })}
              {call.reason && <> · {t(`action_reason_${call.reason}` as "action_reason_rate", { defaultValue: call.reason })}</>}
              {call.took_ms > 0 && <> · {call.took_ms} ms</>}
            </dd>
          </dl>
          <Values title={t("action_given")} values={call.inputs} />
          <Values title={t("action_results")} values={call.results} />
        </Fragment>
      ))}
      {(actions.failure || actions.cost_micros > 0) && (
        <p className={css.meta}>
          {actions.failure && t("actions_failed", { why: t(`failure_${actions.failure}` as "failure_slow", { defaultValue: actions.failure }) })} {actions.cost_micros > 0 && dollars(actions.cost_micros)}
        </p>
      )}
    </Part>
  );
}
