import { NativeSelect, NumberInput, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PolicyForm, Target } from "../api/deadlines";
import { unitOf, units, type Unit } from "../spans";
import css from "./deadlines.module.css";

const goals = ["first_reply", "next_reply", "resolution"] as const;

interface Props {
  value: PolicyForm;
  disabled: boolean;
  onChange(value: PolicyForm): void;
}

/** The times a team promises, by goal and priority. */
export function PolicyFields({ value, disabled, onChange }: Props) {
  const { t } = useTranslation("deadlines");
  return (
    <div>
      {goals.map((goal) => (
        <section key={goal} className={css.part} aria-label={t(`goal_${goal}`)}>
          <h3 className={css.label}>{t(`goal_${goal}`)}</h3>
          <p className={css.hint}>{t(`goal_${goal}_hint`)}</p>
          <TargetFields goal={t(`goal_${goal}`)} value={value[goal]} disabled={disabled} onChange={(target) => onChange({ ...value, [goal]: target })} />
        </section>
      ))}
      <div className={css.part}>
        <div className={css.two}>
          <NumberInput label={t("warn_at")} description={t("warn_at_hint")} suffix=" %" min={1} max={99} clampBehavior="strict" disabled={disabled} value={value.warn_at} onChange={(share) => onChange({ ...value, warn_at: Number(share) || 80 })} />
          <NumberInput label={t("escalate")} description={t("escalate_hint")} min={0} max={8760} clampBehavior="strict" disabled={disabled} value={value.escalate_hours} onChange={(hours) => onChange({ ...value, escalate_hours: Number(hours) || 0 })} />
        </div>
      </div>
    </div>
  );
}

function TargetFields({ goal, value, disabled, onChange }: { goal: string; value: Target; disabled: boolean; onChange(value: Target): void }) {
  const { t } = useTranslation("deadlines");
  return (
    <div className={css.fields} style={{ gap: 8, marginTop: 8 }}>
      <div className={css.two} style={{ gridTemplateColumns: "repeat(auto-fit, minmax(142px, 1fr))" }}>
        {value.minutes.map((minutes, priority) => (
          <Span
            key={priority}
            label={t(`priority_${priority as 0}`)}
            name={t("target_of", { goal, priority: t(`priority_${priority as 0}`) })}
            minutes={minutes}
            disabled={disabled}
            onChange={(next) => onChange({ ...value, minutes: value.minutes.map((old, at) => (at === priority ? next : old)) })}
          />
        ))}
      </div>
      <Switch size="xs" label={t("always")} disabled={disabled} checked={value.around_the_clock} onChange={(event) => onChange({ ...value, around_the_clock: event.currentTarget.checked })} />
    </div>
  );
}

/** A stretch of time in minutes, given in the unit that fits; empty is none. */
function Span({ label, name, minutes, disabled, onChange }: { label: string; name: string; minutes: number; disabled: boolean; onChange(minutes: number): void }) {
  const { t } = useTranslation("deadlines");
  const [unit, setUnit] = useState<Unit>(unitOf(minutes));
  return (
    <div>
      <span className={css.hint}>{label}</span>
      <div className={css.span}>
        <NumberInput size="xs" className={css.number} hideControls aria-label={name} placeholder="–" min={0} max={Math.floor(129_600 / units[unit])} clampBehavior="strict" disabled={disabled} value={minutes > 0 ? minutes / units[unit] : ""} onChange={(count) => onChange(Math.round((Number(count) || 0) * units[unit]))} />
        <NativeSelect
          size="xs"
          aria-label={t("unit_of", { what: name })}
          disabled={disabled}
          value={unit}
          onChange={(event) => {
            const next = event.currentTarget.value as Unit;
            setUnit(next);
            if (minutes > 0) onChange(Math.min(129_600, (minutes / units[unit]) * units[next]));
          }}
          data={(["minutes", "hours", "days"] as const).map((value) => ({ value, label: t(`unit_${value}`) }))}
        />
      </div>
    </div>
  );
}
