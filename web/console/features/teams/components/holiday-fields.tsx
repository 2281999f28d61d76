import { Button, TextInput } from "@mantine/core";
import { Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@console/shared/ui/icon-button";
import css from "./teams.module.css";

interface Holiday {
  day: string;
  name?: string;
}

interface Props {
  holidays: Holiday[];
  disabled: boolean;
  onChange(holidays: Holiday[]): void;
}

export function HolidayFields({ holidays, disabled, onChange }: Props) {
  const { t } = useTranslation("teams");
  const put = (at: number, change: Partial<Holiday>) => onChange(holidays.map((old, one) => (one === at ? { ...old, ...change } : old)));
  return (
    <div className={css.holidays}>
      {holidays.map((holiday, at) => (
        <div key={at} className={css.holiday}>
          <TextInput size="xs" type="date" required aria-label={t("holiday_day")} disabled={disabled} value={holiday.day} onChange={(event) => put(at, { day: event.currentTarget.value })} />
          <TextInput size="xs" className={css.grow} aria-label={t("holiday_name")} placeholder={t("holiday_name")} maxLength={80} disabled={disabled} value={holiday.name ?? ""} onChange={(event) => put(at, { name: event.currentTarget.value })} />
          {!disabled && <IconButton icon={X} label={t("holiday_remove", { day: holiday.day })} onClick={() => onChange(holidays.filter((_, one) => one !== at))} />}
        </div>
      ))}
      {!disabled && (
        <Button variant="subtle" size="compact-sm" className={css.copy} leftSection={<Plus size={14} />} onClick={() => onChange([...holidays, { day: new Date().toISOString().slice(0, 10) }])}>
          {t("holiday_add")}
        </Button>
      )}
    </div>
  );
}
