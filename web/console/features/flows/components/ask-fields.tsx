import { NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { TextPair } from "@console/shared/ui/text-pair";
import type { Field } from "../api/flows";
import { fieldKinds, fieldName } from "../steps";
import css from "./flows.module.css";
import { OptionFields } from "./option-fields";
import type { StepProps } from "./step-fields";

/** The field that a question fills in: its kind, what it must be like, and what is said of an answer that is not. */
export function AskFields({ step, disabled, onChange }: StepProps) {
  const { t } = useTranslation("flows");
  const field: Field = step.field ?? { name: fieldName(step.id), kind: "text", label: {} };
  const put = (change: Partial<Field>) => onChange({ ...step, field: { ...field, ...change } });
  const setKind = (kind: Field["kind"]) => put({ kind, pattern: undefined, min: undefined, max: undefined, earliest: undefined, latest: undefined, options: kind === "choice" ? [option(1), option(2)] : undefined });
  return (
    <>
      <div className={css.pair}>
        <Select size="xs" disabled={disabled} allowDeselect={false} label={t("field_kind")} data={fieldKinds.map((value) => ({ value, label: t(`field_${value}`) }))} value={field.kind} onChange={(kind) => kind && setKind(kind as Field["kind"])} />
        <NumberInput size="xs" disabled={disabled} label={t("tries")} min={1} max={5} allowDecimal={false} value={step.tries || 3} onChange={(tries) => typeof tries === "number" && onChange({ ...step, tries })} />
      </div>
      <TextPair label={t("field_label")} value={field.label} disabled={disabled} maxLength={60} short onChange={(label) => put({ label })} />
      {(field.kind === "choice" || field.kind === "product") && <OptionFields options={field.options ?? []} disabled={disabled} onChange={(options) => put({ options: options.length > 0 ? options : undefined })} />}
      <Bounds field={field} disabled={disabled} put={put} />
      <TextPair label={t("error")} value={step.error} disabled={disabled} maxLength={1000} short onChange={(error) => onChange({ ...step, error })} />
      <div className={css.switches}>
        {field.kind !== "file" && <Switch size="xs" disabled={disabled} label={t("prefill")} checked={!step.fresh} onChange={(event) => onChange({ ...step, fresh: !event.currentTarget.checked || undefined })} />}
        <Switch size="xs" disabled={disabled} label={t("optional")} checked={step.optional ?? false} onChange={(event) => onChange({ ...step, optional: event.currentTarget.checked || undefined })} />
      </div>
    </>
  );
}

export const option = (number: number) => ({ value: `option-${number}`, label: {} });

type Bound = "min" | "max" | "earliest" | "latest";
const boundsOf: Partial<Record<Field["kind"], [Bound, Bound]>> = { amount: ["min", "max"], number: ["min", "max"], text: ["min", "max"], date: ["earliest", "latest"] };
const patterned: Field["kind"][] = ["text", "order_number", "phone", "email"];

function Bounds({ field, disabled, put }: { field: Field; disabled: boolean; put(change: Partial<Field>): void }) {
  const { t } = useTranslation("flows");
  const bounds = boundsOf[field.kind];
  return (
    <div className={css.pair}>
      {bounds?.map((bound) => (
        <NumberInput
          key={bound}
          size="xs"
          disabled={disabled}
          label={t(`${bound}_${field.kind === "text" ? "length" : field.kind === "date" ? "days" : "figure"}` as "min_length")}
          value={field[bound] ?? ""}
          onChange={(value) => put({ [bound]: typeof value === "number" ? value : undefined })}
        />
      ))}
      {patterned.includes(field.kind) && (
        <TextInput size="xs" disabled={disabled} maxLength={200} label={t("pattern")} placeholder="[A-Z]{2}-\d{5}" value={field.pattern ?? ""} onChange={(event) => put({ pattern: event.currentTarget.value || undefined })} />
      )}
    </div>
  );
}
