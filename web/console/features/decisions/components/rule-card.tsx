import { ActionIcon, Button, Menu, Select, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { teamsQuery, useWorkspace } from "@console/shared/session/session";
import "@console/shared/ui/select-styles";
import type { Rule } from "../api/rules";
import { conditionKinds, emptyCondition, present } from "../conditions";
import { ConditionFields } from "./condition-fields";
import css from "./decisions.module.css";

interface Props {
  rule: Rule;
  disabled: boolean;
  onChange(rule: Rule): void;
  onRemove(): void;
  onUp?(): void;
}

/** One rule as a sentence to fill in: when all of this holds, then that. */
export function RuleCard({ rule, disabled, onChange, onRemove, onUp }: Props) {
  const { t } = useTranslation("decisions");
  const teams = useQuery(teamsQuery(useWorkspace().id)).data ?? [];
  const shown = present(rule.when);
  const left = conditionKinds.filter((kind) => !shown.includes(kind));
  return (
    <article className={css.rule} aria-label={rule.name || t("rule_new")} data-off={rule.off || undefined}>
      <div className={css.ruleHead}>
        <TextInput className={css.grow} size="xs" disabled={disabled} aria-label={t("rule_name")} placeholder={t("rule_name")} maxLength={80} value={rule.name} onChange={(event) => onChange({ ...rule, name: event.currentTarget.value })} />
        <Switch size="xs" disabled={disabled} checked={!rule.off} onChange={(event) => onChange({ ...rule, off: !event.currentTarget.checked })} label={t("rule_on")} />
        {onUp && (
          <ActionIcon variant="subtle" color="gray" onClick={onUp} aria-label={t("rule_up", { name: rule.name })}>
            <ArrowUp size={14} aria-hidden />
          </ActionIcon>
        )}
        {!disabled && (
          <ActionIcon variant="subtle" color="gray" onClick={onRemove} aria-label={t("rule_remove", { name: rule.name })}>
            <Trash2 size={14} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <p className={css.lead}>{t("when")}</p>
      {shown.map((kind) => (
        <ConditionFields key={kind} kind={kind} when={rule.when} disabled={disabled} onChange={(when) => onChange({ ...rule, when })} />
      ))}
      {!disabled && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="compact-xs" variant="subtle" leftSection={<Plus size={12} aria-hidden />} className={css.start}>
              {t("add_condition")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {left.map((kind) => (
              <Menu.Item key={kind} onClick={() => onChange({ ...rule, when: { ...rule.when, ...emptyCondition(kind) } })}>
                {t(`when_${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <div className={css.then}>
        <span className={css.lead}>{t("then")}</span>
        <Select
          size="xs"
          disabled={disabled}
          allowDeselect={false}
          aria-label={t("then")}
          data={(["answer", "offer", "handover"] as const).map((value) => ({ value, label: t(`kind_${value}`) }))}
          value={rule.then}
          onChange={(then) => then && onChange({ ...rule, then: then as Rule["then"] })}
        />
        {rule.then === "handover" && (
          <>
            <Select size="xs" disabled={disabled} clearable placeholder={t("any_team")} aria-label={t("team")} data={teams.map(({ id, name }) => ({ value: id, label: name }))} value={rule.team || null} onChange={(team) => onChange({ ...rule, team: team ?? undefined })} />
            <Select
              size="xs"
              disabled={disabled}
              allowDeselect={false}
              aria-label={t("priority")}
              data={["0", "1", "2", "3"].map((value) => ({ value, label: t(`priority_${value}` as "priority_0") }))}
              value={String(rule.priority ?? 0)}
              onChange={(priority) => onChange({ ...rule, priority: Number(priority) })}
            />
          </>
        )}
      </div>
    </article>
  );
}
