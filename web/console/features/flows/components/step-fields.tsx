import { MultiSelect, Select, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { textIn } from "@shared/text/text-in";
import "@console/shared/ui/pill-styles";
import { teamsQuery, useWorkspace } from "@console/shared/session/session";
import { TextPair } from "@console/shared/ui/text-pair";
import type { Action, Definition, Step } from "../api/flows";
import { fieldsOf } from "../steps";
import { useNames } from "../use-names";
import { AskFields } from "./ask-fields";
import { BranchFields } from "./branch-fields";
import css from "./flows.module.css";
import { Target } from "./target";

export interface StepProps {
  step: Step;
  draft: Definition;
  actions: readonly Action[];
  disabled: boolean;
  onChange(step: Step): void;
}

/** What a step of its kind has to be told. */
export function StepFields(props: StepProps) {
  const { t } = useTranslation("flows");
  const { step, draft, disabled, onChange } = props;
  const leadsOn = step.kind !== "handoff" && step.kind !== "end";
  return (
    <div className={css.fields}>
      {step.kind !== "branch" && (
        <TextPair label={t(`text_${step.kind}`)} value={step.text} disabled={disabled} maxLength={1000} onChange={(text) => onChange({ ...step, text })} />
      )}
      {step.kind === "ask" && <AskFields {...props} />}
      {step.kind === "branch" && <BranchFields {...props} />}
      {step.kind === "check" && <CheckFields {...props} />}
      {step.kind === "action" && <ActionFields {...props} />}
      {step.kind === "handoff" && <TeamField {...props} />}
      {leadsOn && (
        <div className={css.ways}>
          {(step.kind === "check" || step.kind === "action") && (
            <Target label={t(`otherwise_${step.kind}`)} draft={draft} empty={t("offer_person")} disabled={disabled} value={step.otherwise} onChange={(otherwise) => onChange({ ...step, otherwise })} />
          )}
          <Target label={t(step.kind === "branch" ? "next_else" : "next")} draft={draft} empty={t("following")} disabled={disabled} value={step.next} onChange={(next) => onChange({ ...step, next })} />
        </div>
      )}
    </div>
  );
}

function CheckFields({ step, draft, disabled, onChange }: StepProps) {
  const { t } = useTranslation("flows");
  const names = useNames(draft);
  const asked = draft.steps.flatMap((one) => (one.field ? [one.field.name] : []));
  return (
    <>
      <MultiSelect size="xs" disabled={disabled} label={t("require")} description={t("require_hint")} data={names.fields(asked)} value={step.require ?? []} onChange={(require) => onChange({ ...step, require })} />
      <Switch size="xs" disabled={disabled} label={t("confirm")} checked={step.confirm ?? false} onChange={(event) => onChange({ ...step, confirm: event.currentTarget.checked })} />
    </>
  );
}

function ActionFields({ step, draft, actions, disabled, onChange }: StepProps) {
  const { t, i18n } = useTranslation("flows");
  const action = actions.find((one) => one.name === step.action);
  const saved = Object.entries(step.save ?? {});
  return (
    <>
      <Select
        size="xs"
        disabled={disabled || actions.length === 0}
        label={t("action")}
        description={t(actions.length === 0 ? "action_none" : action?.writes ? "action_writes" : "action_hint")}
        data={actions.map(({ name, title }) => ({ value: name, label: textIn(title, i18n.language) || name }))}
        value={step.action || null}
        onChange={(name) => onChange({ ...step, action: name ?? "", inputs: {}, save: {} })}
      />
      {action?.inputs.map((input) => (
        <TextInput
          key={input.name}
          size="xs"
          disabled={disabled}
          required={input.required}
          label={t("input", { name: textIn(input.label, i18n.language) || input.name })}
          placeholder={fieldsOf(draft)[0] ? `{${fieldsOf(draft)[0]}}` : undefined}
          value={step.inputs?.[input.name] ?? ""}
          onChange={(event) => onChange({ ...step, inputs: { ...step.inputs, [input.name]: event.currentTarget.value } })}
        />
      ))}
      {action && action.results.length > 0 && (
        <MultiSelect
          size="xs"
          disabled={disabled}
          label={t("save")}
          description={t("save_hint")}
          data={action.results}
          value={saved.map(([, result]) => result)}
          onChange={(results) => onChange({ ...step, save: Object.fromEntries(results.map((result) => [result, result])) })}
        />
      )}
    </>
  );
}

function TeamField({ step, disabled, onChange }: StepProps) {
  const { t } = useTranslation("flows");
  const teams = useQuery(teamsQuery(useWorkspace().id)).data ?? [];
  if (teams.length === 0) return null;
  return <Select size="xs" disabled={disabled} clearable label={t("team")} placeholder={t("any_team")} data={teams.map(({ id, name }) => ({ value: id, label: name }))} value={step.team || null} onChange={(team) => onChange({ ...step, team: team ?? undefined })} />;
}
