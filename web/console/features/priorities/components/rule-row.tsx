import "@console/shared/ui/select-styles";
import { Select, TextInput } from "@mantine/core";
import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@console/shared/ui/icon-button";
import type { PriorityRule } from "../api/priorities";
import css from "./priorities.module.css";

interface Props {
  rule: PriorityRule;
  readOnly: boolean;
  onChange(rule: PriorityRule): void;
  onRemove(): void;
}

/** One rule as a sentence: attribute, comparison, value, priority. */
export function RuleRow({ rule, readOnly, onChange, onRemove }: Props) {
  const { t } = useTranslation("handling");
  return (
    <li className={css.rule}>
      <TextInput
        label={t("priorities.attribute")}
        placeholder={t("priorities.attribute_hint")}
        value={rule.attribute}
        maxLength={64}
        disabled={readOnly}
        onChange={(event) => onChange({ ...rule, attribute: event.currentTarget.value })}
      />
      <Select
        label={t("priorities.test")}
        allowDeselect={false}
        disabled={readOnly}
        value={rule.test}
        data={(["is", "at_least", "present"] as const).map((test) => ({ value: test, label: t(`priorities.test_${test}`) }))}
        onChange={(test) => onChange({ ...rule, test: test as PriorityRule["test"], value: test === "present" ? "" : rule.value })}
      />
      <TextInput
        label={t("priorities.value")}
        placeholder={rule.test === "present" ? "" : t("priorities.value_hint")}
        value={rule.value ?? ""}
        maxLength={200}
        disabled={readOnly || rule.test === "present"}
        onChange={(event) => onChange({ ...rule, value: event.currentTarget.value })}
      />
      <Select
        label={t("priorities.priority")}
        allowDeselect={false}
        disabled={readOnly}
        value={String(rule.priority)}
        data={([1, 2, 3] as const).map((priority) => ({ value: String(priority), label: t(`priority.${priority}`) }))}
        onChange={(priority) => onChange({ ...rule, priority: Number(priority) })}
      />
      {!readOnly && <IconButton icon={Trash2} label={rule.attribute ? t("priorities.remove", { attribute: rule.attribute }) : t("priorities.remove_empty")} onClick={onRemove} />}
    </li>
  );
}
