import "@console/shared/ui/select-styles";
import { NumberInput, Select, Textarea } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ServiceForm } from "../api/teams";
import { wholeWeek } from "../hours";
import { HolidayFields } from "./holiday-fields";
import css from "./teams.module.css";
import { WeekFields } from "./week-fields";

const strategies = ["least_busy", "round_robin"] as const;
const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

interface Props {
  value: ServiceForm;
  disabled?: boolean;
  onChange(value: ServiceForm): void;
}

/** In which hours people serve, and who of them is next. */
export function ServiceFields({ value, disabled = false, onChange }: Props) {
  const { t } = useTranslation("teams");
  const { calendar } = value;
  const put = (change: Partial<ServiceForm["calendar"]>) => onChange({ ...value, calendar: { ...calendar, ...change } });
  return (
    <div className={css.fields}>
      <Select
        label={t("strategy")}
        description={t("strategy_hint")}
        disabled={disabled}
        allowDeselect={false}
        value={value.strategy}
        onChange={(strategy) => onChange({ ...value, strategy: (strategy ?? "least_busy") as ServiceForm["strategy"] })}
        data={strategies.map((one) => ({ value: one, label: t(`strategy_${one}`) }))}
      />
      <Part label={t("hours")} hint={t("hours_hint")}>
        <WeekFields week={wholeWeek(calendar.week)} disabled={disabled} onChange={(week) => put({ week })} />
      </Part>
      <Select label={t("zone")} searchable disabled={disabled} allowDeselect={false} limit={60} value={calendar.zone || "UTC"} onChange={(zone) => put({ zone: zone ?? "UTC" })} data={zones} />
      <Part label={t("holidays")} hint={t("holidays_hint")}>
        <HolidayFields holidays={calendar.holidays ?? []} disabled={disabled} onChange={(holidays) => put({ holidays })} />
      </Part>
      <Part label={t("waiting")} hint={t("waiting_hint")}>
        <div className={css.notices}>
          {(["en", "zh"] as const).map((lang) => (
            <Textarea key={lang} size="xs" autosize minRows={2} maxRows={5} maxLength={400} label={t(`lang_${lang}`)} disabled={disabled} value={value.notice?.[lang] ?? ""} onChange={(event) => onChange({ ...value, notice: { ...value.notice, [lang]: event.currentTarget.value } })} />
          ))}
        </div>
      </Part>
      <NumberInput label={t("long_line")} description={t("long_line_hint")} min={0} max={1000} clampBehavior="strict" disabled={disabled} value={value.long_line ?? 0} onChange={(place) => onChange({ ...value, long_line: Number(place) || 0 })} />
    </div>
  );
}

const Part = ({ label, hint, children }: { label: string; hint: string; children: ReactNode }) => (
  <div role="group" aria-label={label}>
    <p className={css.label}>{label}</p>
    <p className={css.hint}>{hint}</p>
    {children}
  </div>
);
