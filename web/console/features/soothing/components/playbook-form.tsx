import { NativeSelect, NumberInput, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { languages } from "@console/shared/i18n/i18n";
import { Block } from "@console/shared/ui/settings-frame";
import { Toggle } from "@console/shared/ui/toggle";
import type { Playbook } from "../api/soothing";
import css from "./soothing.module.css";

interface Props {
  value: Playbook;
  disabled: boolean;
  onChange(value: Playbook): void;
}

/** What is said, what may be given to whom, and what it does to the queue. */
export function PlaybookForm({ value, disabled, onChange }: Props) {
  const { t } = useTranslation("soothing");
  const put = (change: Partial<Playbook>) => onChange({ ...value, ...change });
  const off = disabled || !value.enabled;
  const noGift = off || !value.gesture;
  return (
    <>
      <Block of="fields" title={t("words_title")} text={t("words_text")}>
        <Toggle label={t("enabled")} hint={t("enabled_hint")} disabled={disabled} checked={value.enabled} onChange={(enabled) => put({ enabled })} />
        <Words label="words" disabled={off} value={value.words} onChange={(words) => put({ words })} />
        <NativeSelect
          className={css.short}
          label={t("priority")}
          description={t("priority_hint")}
          disabled={off}
          data={([0, 1, 2, 3] as const).map((step) => ({ value: String(step), label: t(`priority_${step}`) }))}
          value={String(value.priority)}
          onChange={(event) => put({ priority: Number(event.currentTarget.value) })}
        />
      </Block>
      <Block of="fields" title={t("gesture_title")} text={t("gesture_text")}>
        <Toggle label={t("gesture")} hint={t("gesture_hint")} disabled={off} checked={value.gesture} onChange={(gesture) => put({ gesture })} />
        <Words label="gesture_words" disabled={noGift} value={value.gesture_words} onChange={(gesture_words) => put({ gesture_words })} />
        <Toggle label={t("signed_only")} hint={t("signed_only_hint")} disabled={noGift} checked={value.signed_only} onChange={(signed_only) => put({ signed_only })} />
        <div className={css.pair}>
          <NumberInput label={t("every_days")} min={1} max={365} allowDecimal={false} disabled={noGift} value={value.every_days} onChange={(days) => put({ every_days: Number(days) || 1 })} />
          <NumberInput label={t("per_day")} min={1} max={1000} allowDecimal={false} disabled={noGift} value={value.per_day} onChange={(codes) => put({ per_day: Number(codes) || 1 })} />
        </div>
      </Block>
    </>
  );
}

interface WordsProps {
  label: "words" | "gesture_words";
  disabled: boolean;
  value: Record<string, string>;
  onChange(value: Record<string, string>): void;
}

function Words({ label, disabled, value, onChange }: WordsProps) {
  const { t } = useTranslation("soothing");
  return (
    <div className={css.pair}>
      {languages.map((lang) => (
        <Textarea
          key={lang}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={400}
          lang={lang}
          label={t(`${label}_${lang}`)}
          placeholder={t(`${label}_ours_${lang}`, { code: "{code}" })}
          disabled={disabled}
          value={value[lang] ?? ""}
          onChange={(event) => onChange({ ...value, [lang]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}
