import { Button, Checkbox, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Editing } from "../draft";
import "./action-styles";
import css from "./actions.module.css";

type Row = Editing["outputs"][number];

/** One field of the answer that may leave the action. */
export function OutputRow({ value, onChange, onRemove }: { value: Row; onChange(next: Row): void; onRemove(): void }) {
  const { t } = useTranslation("actions");
  const text = (name: "name" | "label" | "path", most: number) => (
    <TextInput size="xs" label={t(`output_${name}`)} maxLength={most} placeholder={name === "path" ? t("output_path_hint") : undefined} value={value[name]} onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })} />
  );
  return (
    <li className={css.row}>
      <div className={css.line}>
        {text("name", 48)}
        {text("label", 80)}
        {text("path", 200)}
      </div>
      <div className={css.buttons}>
        <Checkbox size="xs" label={t("output_hidden")} checked={value.hidden ?? false} onChange={(event) => onChange({ ...value, hidden: event.currentTarget.checked || undefined })} />
        <span className={css.grow} />
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onRemove}>
          {t("remove")}
        </Button>
      </div>
    </li>
  );
}
