import { MultiSelect, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import "@console/shared/ui/pill-styles";
import { TextPair } from "@console/shared/ui/text-pair";
import { useTriggerNames, type Definition } from "../api/flows";
import css from "./flows.module.css";

type Triggers = Definition["triggers"];

/** What begins the flow. */
export function TriggerFields({ triggers, disabled, onChange }: { triggers: Triggers; disabled: boolean; onChange(triggers: Triggers): void }) {
  const { t } = useTranslation("flows");
  const names = useTriggerNames();
  const put = (change: Partial<Triggers>) => onChange({ ...triggers, ...change });
  return (
    <div className={css.fields}>
      <TextPair label={t("starter")} value={triggers.starter} disabled={disabled} maxLength={120} short onChange={(starter) => put({ starter })} />
      <TagsInput
        size="xs"
        disabled={disabled}
        label={t("phrases")}
        description={t("phrases_hint")}
        placeholder={triggers.phrases?.length ? undefined : t("phrases_example")}
        maxTags={40}
        value={triggers.phrases ?? []}
        onChange={(phrases) => put({ phrases })}
      />
      {names.intents.length > 0 && <MultiSelect size="xs" disabled={disabled} label={t("intents")} data={names.intents} value={triggers.intents ?? []} onChange={(intents) => put({ intents })} searchable />}
      {names.rules.length > 0 && (
        <MultiSelect size="xs" disabled={disabled} label={t("rules")} description={t("rules_hint")} data={names.rules} value={triggers.rules ?? []} onChange={(rules) => put({ rules })} />
      )}
    </div>
  );
}
