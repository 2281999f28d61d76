import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { textIn } from "@shared/text/text-in";
import { useConversationActions, useRunAction, type AgentAction } from "../api/conversation-actions";
import "@console/shared/ui/select-styles";
import css from "./run-actions.module.css";
import { Section } from "./section";

/** What agents may look up or do for the visitor. One that changes something asks the visitor first. */
export function RunActions({ conversation }: { conversation: string }) {
  const { t, i18n } = useTranslation("actions");
  const actions = useConversationActions(conversation).data ?? [];
  const [chosen, setChosen] = useState("");
  const action = actions.find(({ id }) => id === chosen) ?? actions[0];
  if (!action) return null;
  return (
    <Section name="actions" title={t("title")} startsOpen={false}>
      <div className={css.form}>
        {actions.length > 1 && <Select size="xs" allowDeselect={false} aria-label={t("run_which")} data={actions.map(({ id, definition }) => ({ value: id, label: textIn(definition.title, i18n.language) }))} value={action.id} onChange={(id) => setChosen(id ?? "")} />}
        <RunForm key={action.id} action={action} conversation={conversation} />
      </div>
    </Section>
  );
}

function RunForm({ action, conversation }: { action: AgentAction; conversation: string }) {
  const { t, i18n } = useTranslation("actions");
  const [values, setValues] = useState<Record<string, string>>({});
  const run = useRunAction(conversation);
  const { data } = run;
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        run.mutate({ action: action.id, values });
      }}
    >
      {action.definition.inputs.map(({ name, label, type, options }) =>
        type === "enum" ? (
          <Select key={name} size="xs" label={textIn(label, i18n.language)} data={options ?? []} value={values[name] ?? null} onChange={(value) => setValues({ ...values, [name]: value ?? "" })} />
        ) : (
          <TextInput key={name} size="xs" label={textIn(label, i18n.language)} maxLength={500} value={values[name] ?? ""} onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })} />
        ),
      )}
      <Button size="xs" variant="default" type="submit" loading={run.isPending}>
        {t(action.definition.writes ? "run_ask" : "run_look")}
      </Button>
      {data && (
        <div role="status" className={css.form}>
          <p className={css.state} data-bad={!["done", "asked"].includes(data.outcome) || undefined}>
            {[t(`outcome_${data.outcome}`), data.reason && t(`reason_${data.reason}` as "reason_slow", { defaultValue: data.reason })].filter(Boolean).join(": ")}
          </p>
          {data.bad.map(({ input, fault }) => (
            <p key={input} className={css.state} data-bad>
              {t("try_bad", { input, fault: t(`fault_${fault}` as "fault_missing", { defaultValue: fault }) })}
            </p>
          ))}
          <dl className={css.pairs}>
            {data.fields.map((one) => (
              <div key={one.name}>
                <dt>{textIn(one.label, i18n.language)}</dt>
                <dd>{one.text}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </form>
  );
}
