import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { languages, switchLanguage, type Language } from "../i18n/i18n";

/** Each language is named in itself, for whoever cannot read the one that is on. */
const names: Record<Language, string> = { en: "English", zh: "中文" };

export function LanguageSwitch({ onChange }: { onChange?(language: Language): void }) {
  const { t, i18n } = useTranslation();
  const change = (language: string) => {
    void switchLanguage(language as Language);
    onChange?.(language as Language);
  };
  return <SegmentedControl aria-label={t("settings.language")} value={i18n.language} onChange={change} data={languages.map((value) => ({ value, label: names[value] }))} />;
}
