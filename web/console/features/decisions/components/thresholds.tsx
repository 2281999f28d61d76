import { NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Policy } from "../api/rules";
import css from "./decisions.module.css";

const shares = ["anger", "abuse", "legal", "safety", "demand"] as const;
const counts = ["repeats", "misses"] as const;

/** From where on the built-in reasons hold; above 1, or at 0 turns, a reason is off. */
export function Thresholds({ policy, disabled, onChange }: { policy: Policy; disabled: boolean; onChange(policy: Policy): void }) {
  const { t } = useTranslation("decisions");
  const put = (name: keyof Policy) => (value: number | string) => {
    if (typeof value === "number") onChange({ ...policy, [name]: value });
  };
  return (
    <div className={css.thresholds}>
      {shares.map((name) => (
        <NumberInput key={name} size="xs" disabled={disabled} label={t(`policy_${name}`)} min={0.05} max={2} step={0.05} decimalScale={2} value={policy[name]} onChange={put(name)} />
      ))}
      {counts.map((name) => (
        <NumberInput key={name} size="xs" disabled={disabled} label={t(`policy_${name}`)} min={0} max={100} step={1} allowDecimal={false} value={policy[name]} onChange={put(name)} />
      ))}
    </div>
  );
}
