import { ActionIcon, Button, TextInput } from "@mantine/core";
import { Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Field } from "../api/flows";
import css from "./flows.module.css";

type Option = NonNullable<Field["options"]>[number];

/** What to choose from, in both languages. */
export function OptionFields({ options, disabled, onChange }: { options: Option[]; disabled: boolean; onChange(options: Option[]): void }) {
  const { t } = useTranslation("flows");
  const put = (at: number, change: Partial<Option>) => onChange(options.map((one, i) => (i === at ? { ...one, ...change } : one)));
  const free = () => {
    for (let n = options.length + 1; ; n++) if (!options.some(({ value }) => value === `option-${n}`)) return `option-${n}`;
  };
  return (
    <div className={css.options} role="group" aria-label={t("options")}>
      <p className={css.label}>{t("options")}</p>
      {options.map((option, at) => (
        <div key={option.value} className={css.option}>
          {(["en", "zh"] as const).map((lang) => (
            <TextInput
              key={lang}
              size="xs"
              disabled={disabled}
              maxLength={60}
              aria-label={t("option_named", { number: at + 1, lang: t(`lang_${lang}`) })}
              placeholder={t(`lang_${lang}`)}
              value={option.label[lang] ?? ""}
              onChange={(event) => put(at, { label: { ...option.label, [lang]: event.currentTarget.value } })}
            />
          ))}
          {!disabled && (
            <ActionIcon variant="subtle" color="gray" aria-label={t("option_remove", { number: at + 1 })} onClick={() => onChange(options.toSpliced(at, 1))}>
              <X size={14} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {!disabled && options.length < 12 && (
        <Button size="compact-xs" variant="subtle" className={css.start} leftSection={<Plus size={12} aria-hidden />} onClick={() => onChange([...options, { value: free(), label: {} }])}>
          {t("option_add")}
        </Button>
      )}
    </div>
  );
}
