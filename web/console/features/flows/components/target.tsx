import { Select } from "@mantine/core";
import type { Definition } from "../api/flows";
import { useNames } from "../use-names";
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
  const { steps } = useNames(draft);
  return <Select size="xs" disabled={disabled} clearable label={label} placeholder={empty} data={steps} value={value || null} onChange={(id) => onChange(id ?? undefined)} />;
}
