import { Switch } from "@mantine/core";
import css from "./toggle.module.css";

interface Props {
  label: string;
  hint: string;
  disabled: boolean;
  checked: boolean;
  onChange(checked: boolean): void;
}

/** A switch at the end of its line, with what it does below its name. */
export const Toggle = ({ label, hint, disabled, checked, onChange }: Props) => (
  <Switch label={label} description={hint} labelPosition="left" classNames={{ body: css.body }} disabled={disabled} checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
);
