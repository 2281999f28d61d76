import { NumberInput, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Editing } from "../draft";
import "./action-styles";
import css from "./actions.module.css";

const switches = [
  ["writes", "gate_writes"],
  ["identified", "gate_identified"],
  ["for_model", "gate_model"],
  ["for_agents", "gate_agents"],
] as const;
const bounds = [
  ["seconds", "gate_seconds", 15],
  ["per_visitor", "gate_per_visitor", 1000],
  ["per_hour", "gate_per_hour", 100_000],
] as const;

/** Who may have it done, and how often. */
export function GateFields({ value, onChange }: { value: Editing; onChange(next: Partial<Editing>): void }) {
  const { t } = useTranslation("actions");
  const { definition, enabled } = value;
  const put = (change: object) => onChange({ definition: { ...definition, ...change } });
  return (
    <div className={css.fields}>
      {switches.map(([name, label]) => (
        <Switch key={name} label={t(label)} checked={definition[name]} onChange={(event) => put({ [name]: event.currentTarget.checked })} />
      ))}
      <div className={css.line}>
        {bounds.map(([name, label, most]) => (
          <NumberInput key={name} size="xs" label={t(label)} min={1} max={most} value={definition[name]} onChange={(next) => put({ [name]: Number(next) || 1 })} />
        ))}
      </div>
      <Switch label={t("enabled")} checked={enabled} onChange={(event) => onChange({ enabled: event.currentTarget.checked })} />
    </div>
  );
}
