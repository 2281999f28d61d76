import { Button, Checkbox, NumberInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextPair } from "@console/shared/ui/text-pair";
import type { Input } from "../api/actions";
import type { Editing } from "../draft";
import "./action-styles";
import css from "./actions.module.css";

type Row = Editing["inputs"][number];

interface Props {
  value: Row;
  onChange(next: Row): void;
  onRemove(): void;
}

const types = ["string", "number", "integer", "boolean", "date", "enum", "email"] as const;
const sources = ["visitor", "external_id", "email", "attribute", "constant", "conversation_id", "visitor_id", "lang"] as const;

/** One input: its type, where its value comes from, and its bounds behind "More". */
export function InputRow({ value, onChange, onRemove }: Props) {
  const { t } = useTranslation("actions");
  const [more, setMore] = useState(false);
  const put = (change: Partial<Input>) => onChange({ ...value, ...change });
  const text = (name: "name" | "pattern" | "key" | "value", most: number, label = t(`input_${name}`)) => (
    <TextInput size="xs" label={label} maxLength={most} value={value[name] ?? ""} onChange={(event) => put({ [name]: event.currentTarget.value || (name === "name" ? "" : undefined) })} />
  );
  const bound = (name: "min" | "max") => <NumberInput size="xs" label={t(`input_${name}`)} value={value[name] ?? ""} onChange={(next) => put({ [name]: next === "" ? undefined : Number(next) })} />;
  const counted = value.type === "string" || value.type === "number" || value.type === "integer";
  return (
    <li className={css.row}>
      <div className={css.line}>
        {text("name", 48)}
        <Select size="xs" label={t("input_type")} allowDeselect={false} data={types.map((one) => ({ value: one, label: t(`type_${one}`) }))} value={value.type} onChange={(type) => put({ type: type as Input["type"], options: type === "enum" ? (value.options ?? []) : undefined })} />
        <Select size="xs" label={t("input_from")} allowDeselect={false} data={sources.map((one) => ({ value: one, label: t(`from_${one}`) }))} value={value.from} onChange={(from) => put({ from: from as Input["from"], value: undefined })} />
      </div>
      <TextPair short label={t("input_label")} maxLength={80} value={value.label} onChange={(label) => put({ label })} />
      {(value.from === "constant" || value.from === "attribute") && <div className={css.pair}>{text("value", 500, t(value.from === "attribute" ? "input_attribute" : "input_value"))}</div>}
      {value.type === "enum" && <TextInput size="xs" label={t("input_options")} defaultValue={value.options?.join(", ")} onBlur={(event) => put({ options: event.currentTarget.value.split(/[,，]/).map((one) => one.trim()).filter(Boolean) })} />}
      {more && (
        <>
          <div className={css.line}>
            {value.type === "string" && text("pattern", 200)}
            {counted && bound("min")}
            {counted && bound("max")}
            {text("key", 100)}
          </div>
          <TextInput size="xs" label={t("input_description")} maxLength={300} value={value.description ?? ""} onChange={(event) => put({ description: event.currentTarget.value || undefined })} />
        </>
      )}
      <div className={css.buttons}>
        <Checkbox size="xs" label={t("input_required")} checked={value.required} onChange={(event) => put({ required: event.currentTarget.checked })} />
        <Checkbox size="xs" label={t("input_sensitive")} checked={value.sensitive ?? false} onChange={(event) => put({ sensitive: event.currentTarget.checked || undefined })} />
        <span className={css.grow} />
        <Button size="compact-xs" variant="subtle" color="gray" aria-expanded={more} onClick={() => setMore(!more)}>
          {t("input_more")}
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onRemove}>
          {t("remove")}
        </Button>
      </div>
    </li>
  );
}
