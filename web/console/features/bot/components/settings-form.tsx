import { NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Block } from "@console/shared/ui/settings-frame";
import { Toggle } from "@console/shared/ui/toggle";
import type { BotSettings } from "../api/bot";
import { joined, listed } from "../lines";

interface Props {
  value: BotSettings;
  disabled: boolean;
  onChange(value: BotSettings): void;
}

/** What the bot is called, how it speaks, what it keeps out of, and what a model may see. */
export function SettingsForm({ value, disabled, onChange }: Props) {
  const { t } = useTranslation("bot");
  const put = (change: Partial<BotSettings>) => onChange({ ...value, ...change });
  return (
    <>
      <Block of="fields" title={t("who_title")} text={t("who_text")}>
        <TextInput label={t("brand")} description={t("brand_hint")} maxLength={120} disabled={disabled} value={value.brand} onChange={(event) => put({ brand: event.currentTarget.value })} />
        <NativeSelect
          label={t("lang")}
          description={t("lang_hint")}
          disabled={disabled}
          value={value.lang}
          onChange={(event) => put({ lang: event.currentTarget.value as BotSettings["lang"] })}
          data={[
            { value: "", label: t("lang_visitor") },
            { value: "en", label: t("lang_en") },
            { value: "zh", label: t("lang_zh") },
          ]}
        />
      </Block>
      <Block of="fields" title={t("rules_title")} text={t("rules_text")}>
        <Textarea label={t("voice")} description={t("voice_hint")} placeholder={t("voice_example")} autosize minRows={4} maxRows={14} maxLength={4000} disabled={disabled} value={value.voice} onChange={(event) => put({ voice: event.currentTarget.value })} />
        <Lines label={t("refuse")} hint={t("refuse_hint")} example={t("refuse_example")} disabled={disabled} value={value.refuse} onChange={(refuse) => put({ refuse })} />
      </Block>
      <Block of="fields" title={t("silence_title")} text={t("silence_text")}>
        <Minutes label={t("check_in")} hint={t("check_in_hint")} max={1440} disabled={disabled} value={value.check_in_minutes} onChange={(check_in_minutes) => put({ check_in_minutes })} />
        <Minutes label={t("settle")} hint={t("settle_hint")} max={10080} disabled={disabled} value={value.settle_minutes} onChange={(settle_minutes) => put({ settle_minutes })} />
      </Block>
      <Block of="fields" title={t("model_title")} text={t("model_text")}>
        <Toggle label={t("use_model")} hint={t("use_model_hint")} disabled={disabled} checked={value.use_model} onChange={(use_model) => put({ use_model })} />
        <Toggle label={t("rewrite")} hint={t("rewrite_hint")} disabled={disabled || !value.use_model} checked={value.rewrite} onChange={(rewrite) => put({ rewrite })} />
        <Toggle label={t("mask")} hint={t("mask_hint")} disabled={disabled} checked={value.mask_personal} onChange={(mask_personal) => put({ mask_personal })} />
        <Lines label={t("hosts")} hint={t("hosts_hint")} example={t("hosts_example")} disabled={disabled} value={value.link_hosts} onChange={(link_hosts) => put({ link_hosts })} />
      </Block>
    </>
  );
}

interface MinutesProps {
  label: string;
  hint: string;
  max: number;
  disabled: boolean;
  value: number;
  onChange(value: number): void;
}

const Minutes = ({ label, hint, max, disabled, value, onChange }: MinutesProps) => (
  <NumberInput label={label} description={hint} min={0} max={max} allowDecimal={false} disabled={disabled} value={value} onChange={(minutes) => onChange(Number(minutes) || 0)} />
);

interface LinesProps {
  label: string;
  hint: string;
  example: string;
  disabled: boolean;
  value: string[];
  onChange(value: string[]): void;
}

/** A list, one entry a line. The text is kept as it is typed; the list follows it. */
function Lines({ label, hint, example, disabled, value, onChange }: LinesProps) {
  const [text, setText] = useState(joined(value));
  // Another version was loaded into the form: its list replaces what was typed.
  const shown = joined(listed(text)) === joined(value) ? text : joined(value);
  return (
    <Textarea
      label={label}
      description={hint}
      placeholder={example}
      autosize
      minRows={2}
      maxRows={8}
      disabled={disabled}
      value={shown}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(listed(event.currentTarget.value));
      }}
    />
  );
}
