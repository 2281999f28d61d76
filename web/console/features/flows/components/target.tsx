import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Definition } from "../api/flows";
import "@console/shared/ui/select-styles";

interface Props {
  label: string;
  /** What an empty way means. */
  empty: string;
  draft: Definition;
  disabled: boolean;
  value: string | undefined;
  onChange(id: string | undefined): void;
}

/** The step that a way leads to. */
export function Target({ label, empty, draft, disabled, value, onChange }: Props) {
  const { t } = useTranslation("flows");
  const data = draft.steps.map(({ id }, index) => ({ value: id, label: t("step_named", { number: index + 1, name: id }) }));
  return <Select size="xs" disabled={disabled} clearable label={label} placeholder={empty} data={data} value={value || null} onChange={(id) => onChange(id ?? undefined)} />;
}
