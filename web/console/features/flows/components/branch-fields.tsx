import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Case, Condition } from "../api/flows";
import { fieldsOf } from "../steps";
import { useNames } from "../use-names";
import css from "./flows.module.css";
import type { StepProps } from "./step-fields";
import { Target } from "./target";

/** The ways out of a branch: the first whose conditions all hold leads on. */
export function BranchFields({ step, draft, disabled, onChange }: StepProps) {
  const { t } = useTranslation("flows");
  const cases = step.cases ?? [];
  const put = (at: number, change: Partial<Case>) => onChange({ ...step, cases: cases.map((one, i) => (i === at ? { ...one, ...change } : one)) });
  return (
    <>
      {cases.map((one, at) => (
        <fieldset key={at} className={css.case}>
          <legend className={css.label}>{t("case", { number: at + 1 })}</legend>
          {one.when.map((condition, i) => (
            <ConditionRow key={i} condition={condition} fields={fieldsOf(draft)} disabled={disabled} draft={draft} onChange={(next) => put(at, { when: one.when.with(i, next) })} onRemove={one.when.length > 1 ? () => put(at, { when: one.when.toSpliced(i, 1) }) : undefined} />
          ))}
          <div className={css.caseFoot}>
            {!disabled && (
              <Button size="compact-xs" variant="subtle" leftSection={<Plus size={12} aria-hidden />} onClick={() => put(at, { when: [...one.when, { of: "field", is: "is" }] })}>
                {t("condition_add")}
              </Button>
            )}
            <Target label={t("case_next")} empty={t("following")} draft={draft} disabled={disabled} value={one.next} onChange={(next) => put(at, { next: next ?? "" })} />
            {!disabled && cases.length > 1 && (
              <ActionIcon variant="subtle" color="gray" aria-label={t("case_remove", { number: at + 1 })} onClick={() => onChange({ ...step, cases: cases.toSpliced(at, 1) })}>
                <X size={14} aria-hidden />
              </ActionIcon>
            )}
          </div>
        </fieldset>
      ))}
      {!disabled && (
        <Button size="compact-xs" variant="subtle" className={css.start} leftSection={<Plus size={12} aria-hidden />} onClick={() => onChange({ ...step, cases: [...cases, { when: [{ of: "field", is: "is" }], next: "" }] })}>
          {t("case_add")}
        </Button>
      )}
    </>
  );
}

const ways: Record<Condition["of"], Condition["is"][]> = {
  field: ["is", "is_not", "filled", "missing", "at_least", "at_most", "within_days", "contains"],
  attribute: ["is", "is_not", "filled", "missing", "at_least", "at_most", "contains"],
  language: ["is", "is_not"],
};

interface RowProps {
  condition: Condition;
  fields: string[];
  disabled: boolean;
  draft: StepProps["draft"];
  onChange(condition: Condition): void;
  onRemove?(): void;
}

function ConditionRow({ condition, fields, disabled, draft, onChange, onRemove }: RowProps) {
  const { t, i18n } = useTranslation("flows");
  const names = useNames(draft);
  const { of, is, name, value } = condition;
  const put = (change: Partial<Condition>) => onChange({ ...condition, ...change });
  const options = of === "language" ? [] : draft.steps.find((step) => step.field?.name === name)?.field?.options;
  const known = of === "language" ? (["en", "zh"] as const).map((lang) => ({ value: lang as string, label: t(`lang_${lang}`) })) : (options ?? []).map((one) => ({ value: one.value, label: one.label[i18n.language] || one.label.en || one.value }));
  const bare = is === "filled" || is === "missing";
  return (
    <div className={css.condition}>
      <Select size="xs" disabled={disabled} allowDeselect={false} aria-label={t("of")} data={(["field", "attribute", "language"] as const).map((kind) => ({ value: kind, label: t(`of_${kind}`) }))} value={of} onChange={(next) => next && onChange({ of: next as Condition["of"], is: "is" })} />
      {of === "field" && <Select size="xs" disabled={disabled} aria-label={t("of_field")} data={names.fields(fields)} value={name ?? null} onChange={(next) => put({ name: next ?? undefined })} />}
      {of === "attribute" && <TextInput size="xs" disabled={disabled} aria-label={t("of_attribute")} placeholder="plan" maxLength={80} value={name ?? ""} onChange={(event) => put({ name: event.currentTarget.value })} />}
      <Select size="xs" disabled={disabled} allowDeselect={false} aria-label={t("is")} data={ways[of].map((way) => ({ value: way, label: t(`is_${way}`) }))} value={is} onChange={(next) => next && put({ is: next as Condition["is"] })} />
      {!bare && known.length > 0 && <Select size="xs" disabled={disabled} aria-label={t("value")} data={known} value={value ?? null} onChange={(next) => put({ value: next ?? undefined })} />}
      {!bare && known.length === 0 && <TextInput size="xs" disabled={disabled} aria-label={t("value")} maxLength={200} value={value ?? ""} onChange={(event) => put({ value: event.currentTarget.value })} />}
      {!disabled && onRemove && (
        <ActionIcon variant="subtle" color="gray" aria-label={t("condition_remove")} onClick={onRemove}>
          <X size={14} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
