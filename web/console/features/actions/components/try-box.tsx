import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { textIn } from "@shared/text/text-in";
import { isProblem } from "@console/shared/api/client";
import { useTryAction, type Trial } from "../api/actions";
import { draftOf, type Editing } from "../draft";
import css from "./actions.module.css";

/** A real call with sample values: what is sent, with secrets hidden, and what comes back by the mapping. */
export function TryBox({ value, id }: { value: Editing; id?: string }) {
  const { t, i18n } = useTranslation("actions");
  const [values, setValues] = useState<Record<string, string>>({});
  const trial = useTryAction();
  const inputs = value.inputs.filter(({ name, from }) => name !== "" && from !== "constant");
  const run = () => trial.mutate({ ...draftOf(value), values: Object.fromEntries(inputs.map(({ name }) => [name, values[name] ?? ""])), like: id });
  return (
    <div className={css.fields}>
      {value.definition.writes && (
        <p className={css.meta} data-warn>
          {t("try_writes")}
        </p>
      )}
      <div className={css.pair}>
        {inputs.map(({ row, name, label, from }) => (
          <TextInput key={row} size="xs" label={textIn(label, i18n.language) || name} description={from === "visitor" ? undefined : t(`from_${from}`)} maxLength={500} value={values[name] ?? ""} onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })} />
        ))}
      </div>
      <div className={css.buttons}>
        <Button size="xs" variant="default" loading={trial.isPending} onClick={run}>
          {t("try_run")}
        </Button>
      </div>
      {trial.error && (
        <p className={css.failed} role="alert">
          {(isProblem(trial.error) && trial.error.title) || t("save_failed")}
        </p>
      )}
      {trial.data && <Outcome trial={trial.data} />}
    </div>
  );
}

function Outcome({ trial }: { trial: Trial }) {
  const { t, i18n } = useTranslation("actions");
  const sent = trial.url && [`${trial.method} ${trial.url}`, ...trial.headers.map(({ name, value }) => `${name}: ${value}`), ...(trial.sent_body ? ["", trial.sent_body] : [])].join("\n");
  return (
    <div role="status" className={css.fields}>
      <p className={css.meta} data-good={trial.outcome === "done" || undefined} data-bad={trial.outcome !== "done" || undefined}>
        {[t(`outcome_${trial.outcome}`), trial.reason && t(`reason_${trial.reason}` as "reason_slow", { defaultValue: trial.reason }), trial.status && t("try_status", { status: trial.status }), t("try_took", { took: trial.took_ms })].filter(Boolean).join(" · ")}
      </p>
      {trial.bad.map(({ input, fault }) => (
        <p key={input} className={css.failed}>
          {t("try_bad", { input, fault: t(`fault_${fault}` as "fault_missing", { defaultValue: fault }) })}
        </p>
      ))}
      {sent && (
        <div>
          <h3 className={css.meta}>{t("try_sent")}</h3>
          {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
          <pre className={css.pre} tabIndex={0} role="region" aria-label={t("try_sent")}>
            {sent}
          </pre>
        </div>
      )}
      {trial.outcome === "done" && (
        <div>
          <h3 className={css.meta}>{t("try_got")}</h3>
          {trial.fields.length === 0 ? (
            <p className={css.text}>{t("try_nothing")}</p>
          ) : (
            <dl className={css.pairs}>
              {trial.fields.map((one) => (
                <Pair key={one.name} label={textIn(one.label, i18n.language)} text={one.text} />
              ))}
            </dl>
          )}
        </div>
      )}
    </div>
  );
}

const Pair = ({ label, text }: { label: string; text: string }) => (
  <>
    <dt>{label}</dt>
    <dd>{text}</dd>
  </>
);
