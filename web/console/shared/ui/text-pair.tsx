import { Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Texts } from "@shared/text/text-in";
import css from "./text-pair.module.css";

interface Props {
  label: string;
  /** Stands under the first of the two. */
  hint?: string;
  value: Texts | undefined;
  disabled?: boolean;
  maxLength: number;
  /** A line each instead of a text. */
  short?: boolean;
  size?: "xs" | "sm";
  onChange(value: Texts): void;
}

/** A text in both languages; where one is empty the other is shown. */
export function TextPair({ label, hint, value = {}, disabled, maxLength, short, size = "xs", onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className={css.pair} role="group" aria-label={label}>
      {(["en", "zh"] as const).map((lang) => {
        const props = {
          size,
          disabled,
          maxLength,
          label: t(`text.in_${lang}`, { label }),
          description: lang === "en" ? hint : undefined,
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
