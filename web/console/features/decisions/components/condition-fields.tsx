import { ActionIcon, MultiSelect, NumberInput, TagsInput, Textarea, TextInput } from "@mantine/core";
import { X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import "@console/shared/ui/pill-styles";
import { useNames, type Conditions } from "../api/rules";
import { attributesOf, linesOf, type ConditionKind } from "../conditions";
import css from "./decisions.module.css";

interface Props {
  kind: ConditionKind;
  when: Conditions;
  disabled: boolean;
  onChange(when: Conditions): void;
}

/** One condition of a rule, by its kind, with the way to take it out. */
export function ConditionFields(props: Props) {
  const { t } = useTranslation("decisions");
  const { kind, when, disabled, onChange } = props;
  const remove = () => onChange({ ...when, [kind]: undefined });
  return (
    <div className={css.condition}>
      <span className={css.label}>{t(`when_${kind}`)}</span>
      <div className={css.field}>
        <Value {...props} />
      </div>
      {!disabled && (
        <ActionIcon variant="subtle" color="gray" onClick={remove} aria-label={t("remove_condition", { condition: t(`when_${kind}`) })}>
          <X size={14} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}

function Value({ kind, when, disabled, onChange }: Props): ReactNode {
  const { t } = useTranslation("decisions");
  const names = useNames();
  const common = { disabled, "aria-label": t(`when_${kind}`), size: "xs" as const };
  const put = (change: Conditions) => onChange({ ...when, ...change });
  switch (kind) {
    case "words":
    case "pages":
      return <TagsInput {...common} value={when[kind] ?? []} onChange={(list) => put({ [kind]: list })} placeholder={t(`hint_${kind}`)} maxTags={50} />;
    case "intents":
      return <MultiSelect {...common} data={names.intents} value={when.intents ?? []} onChange={(intents) => put({ intents })} searchable nothingFoundMessage={t("no_intents")} />;
    case "topics":
      return <MultiSelect {...common} data={names.topics} value={when.topics ?? []} onChange={(topics) => put({ topics })} searchable nothingFoundMessage={t("no_topics")} />;
    case "languages":
      return (
        <MultiSelect
          {...common}
          data={[
            { value: "en", label: t("lang_en") },
            { value: "zh", label: t("lang_zh") },
          ]}
          value={when.languages ?? []}
          onChange={(list) => put({ languages: list })}
        />
      );
    case "attributes":
      return <Attributes {...common} value={when.attributes ?? {}} onChange={(attributes) => put({ attributes })} />;
    case "hours":
      return <HoursFields hours={when.hours} disabled={disabled} onChange={(hours) => put({ hours })} />;
    default:
      return <Figure kind={kind} when={when} disabled={disabled} onChange={onChange} />;
  }
}

const bounds = { min_anger: [0, 1, 0.05], max_valence: [-1, 1, 0.05], min_turn: [1, 50, 1], min_misses: [1, 20, 1] } as const;

function Figure({ kind, when, disabled, onChange }: Props) {
  const { t } = useTranslation("decisions");
  const [min, max, step] = bounds[kind as keyof typeof bounds];
  const value = when[kind as keyof typeof bounds];
  const put = (next: number | string) => {
    if (typeof next === "number") onChange({ ...when, [kind]: next });
  };
  return <NumberInput size="xs" disabled={disabled} aria-label={t(`when_${kind}`)} min={min} max={max} step={step} decimalScale={2} w={120} value={value} onChange={put} />;
}

function Attributes({ value, onChange, ...common }: { value: Record<string, string>; onChange(value: Record<string, string>): void; disabled: boolean }) {
  const { t } = useTranslation("decisions");
  const [text, setText] = useState(() => linesOf(value));
  const put = (next: string) => {
    setText(next);
    onChange(attributesOf(next));
  };
  return <Textarea {...common} autosize minRows={1} maxRows={6} value={text} onChange={(event) => put(event.currentTarget.value)} placeholder={t("hint_attributes")} />;
}

type Hours = NonNullable<Conditions["hours"]>;

function HoursFields({ hours, disabled, onChange }: { hours: Conditions["hours"]; disabled: boolean; onChange(hours: Hours): void }) {
  const { t, i18n } = useTranslation("decisions");
  if (!hours) return null;
  const days = [1, 2, 3, 4, 5, 6, 0].map((day) => ({ value: String(day), label: new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, 7 + day))) }));
  const time = (name: "from" | "until") => (
    <TextInput type="time" size="xs" disabled={disabled} aria-label={t(name)} value={hours[name]} onChange={(event) => onChange({ ...hours, [name]: event.currentTarget.value })} />
  );
  return (
    <div className={css.hours}>
      {time("from")}
      <span aria-hidden>–</span>
      {time("until")}
      <MultiSelect size="xs" disabled={disabled} aria-label={t("days")} placeholder={hours.days?.length ? undefined : t("every_day")} data={days} value={(hours.days ?? []).map(String)} onChange={(list) => onChange({ ...hours, days: list.map(Number) })} className={css.days} />
      <TextInput size="xs" disabled={disabled} aria-label={t("zone")} value={hours.zone ?? ""} placeholder="UTC" onChange={(event) => onChange({ ...hours, zone: event.currentTarget.value })} />
    </div>
  );
}
