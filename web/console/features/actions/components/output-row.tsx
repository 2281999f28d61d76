import { Button, Checkbox, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { TextPair } from "@console/shared/ui/text-pair";
import type { Editing } from "../draft";
import "./action-styles";
import css from "./actions.module.css";

type Row = Editing["outputs"][number];

/** One field of the answer that may leave the action. */
export function OutputRow({ value, onChange, onRemove }: { value: Row; onChange(next: Row): void; onRemove(): void }) {
  const { t } = useTranslation("actions");
  const text = (name: "name" | "path", most: number) => (
    <TextInput size="xs" label={t(`output_${name}`)} maxLength={most} placeholder={name === "path" ? t("output_path_hint") : undefined} value={value[name]} onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })} />
  );
  return (
    <li className={css.row}>
      <div className={css.line}>
        {text("name", 48)}
        {text("path", 200)}
      </div>
      <TextPair short label={t("output_label")} maxLength={80} value={value.label} onChange={(label) => onChange({ ...value, label })} />
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
