import { useTranslation } from "react-i18next";
import { textIn } from "@shared/text/text-in";
import type { Definition } from "./api/flows";
import { labelOf } from "./steps";

/** The names of fields and steps for lists to choose from: with what people call them, which alone might be said twice. */
export function useNames(draft: Definition) {
  const { t, i18n } = useTranslation("flows");
  return {
    fields: (names: string[]) =>
      names.map((name) => {
        const title = labelOf(draft, name, i18n.language);
        return { value: name, label: title ? t("field_titled", { name, title }) : name };
      }),
    steps: draft.steps.map((step, index) => {
      const title = textIn(step.field?.label, i18n.language);
      return { value: step.id, label: t(title ? "step_titled" : "step_named", { number: index + 1, name: step.id, title }) };
    }),
  };
}
