import { Button, NativeSelect } from "@mantine/core";
import { Copy, Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@console/shared/ui/icon-button";
import type { Span } from "../api/teams";
import { clocks, dayName, nextSpan, weekdays } from "../hours";
import css from "./teams.module.css";

interface Props {
  week: Span[][];
  disabled: boolean;
  onChange(week: Span[][]): void;
}

/** The hours of each weekday; a day may have several, for a break at noon. */
export function WeekFields({ week, disabled, onChange }: Props) {
  const { t } = useTranslation("teams");
  const set = (day: number, spans: Span[]) => onChange(week.map((old, at) => (at === day ? spans : old)));
  return (
    <div className={css.week}>
      {weekdays.map((day) => (
        <Day key={day} day={day} spans={week[day] ?? []} disabled={disabled} onChange={(spans) => set(day, spans)} />
      ))}
      {!disabled && (week[1]?.length ?? 0) > 0 && (
        <Button variant="subtle" size="compact-sm" className={css.copy} leftSection={<Copy size={14} />} onClick={() => onChange(week.map((old, at) => (at >= 2 && at <= 5 ? (week[1] ?? []) : old)))}>
          {t("copy_days")}
        </Button>
      )}
    </div>
  );
}

function Day({ day, spans, disabled, onChange }: { day: number; spans: Span[]; disabled: boolean; onChange(spans: Span[]): void }) {
  const { t, i18n } = useTranslation("teams");
  const name = dayName(day, i18n.language);
  const more = nextSpan(spans);
  const put = (at: number, span: Span) => onChange(spans.map((old, one) => (one === at ? span : old)));
  return (
    <div className={css.day} role="group" aria-label={name}>
      <span className={css.dayName}>{name}</span>
      <div className={css.spans}>
        {spans.length === 0 && <span className={css.closed}>{t("day_closed")}</span>}
        {spans.map((span, at) => (
          <span key={at} className={css.span}>
            <NativeSelect size="xs" aria-label={t("from")} disabled={disabled} value={span.from} data={clocks(span.from, spans[at - 1]?.until).filter((clock) => clock < "24:00")} onChange={(event) => put(at, { from: event.currentTarget.value, until: span.until > event.currentTarget.value ? span.until : "24:00" })} />
            –
            <NativeSelect size="xs" aria-label={t("until")} disabled={disabled} value={span.until} data={clocks(span.until, span.from).filter((clock) => clock > span.from)} onChange={(event) => put(at, { ...span, until: event.currentTarget.value })} />
            {!disabled && <IconButton icon={X} label={t("remove_span", { ...span, day: name })} onClick={() => onChange(spans.filter((_, one) => one !== at))} />}
          </span>
        ))}
      </div>
      {!disabled && more && <IconButton icon={Plus} label={t("add_span", { day: name })} onClick={() => onChange([...spans, more])} />}
    </div>
  );
}
