import { Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Texts } from "../api/flows";
import css from "./flows.module.css";

interface Props {
  label: string;
  value: Texts | undefined;
  disabled: boolean;
  maxLength: number;
  /** A line each instead of a text. */
  short?: boolean;
  onChange(value: Texts): void;
}

/** A text in both languages; where one is empty the other is shown. */
export function TextPair({ label, value = {}, disabled, maxLength, short, onChange }: Props) {
  const { t } = useTranslation("flows");
  return (
    <div className={css.pair} role="group" aria-label={label}>
      {(["en", "zh"] as const).map((lang) => {
        const props = {
          size: "xs",
          disabled,
          maxLength,
          label: t(`label_${lang}`, { label }),
          value: value[lang] ?? "",
        } as const;
        const put = (text: string) => onChange({ ...value, [lang]: text });
        return short ? (
          <TextInput key={lang} {...props} onChange={(event) => put(event.currentTarget.value)} />
        ) : (
          <Textarea key={lang} {...props} autosize minRows={1} maxRows={6} onChange={(event) => put(event.currentTarget.value)} />
        );
      })}
    </div>
  );
}
