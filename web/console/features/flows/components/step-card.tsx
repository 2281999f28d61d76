import { ActionIcon, Button, Menu, TextInput } from "@mantine/core";
import { ArrowDown, ArrowUp, Bot, Flag, GitBranch, ListChecks, MessageCircleQuestion, MessageSquareText, Plus, Trash2, UserRound, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Action, Definition, Fault, Step } from "../api/flows";
import { faultsAt, idOf, stepKinds } from "../steps";
import css from "./flows.module.css";
import { StepFields } from "./step-fields";

export const icons: Record<Step["kind"], LucideIcon> = { say: MessageSquareText, ask: MessageCircleQuestion, branch: GitBranch, check: ListChecks, action: Bot, handoff: UserRound, end: Flag };

interface Props {
  draft: Definition;
  /** The draft's step at index. */
  step: Step;
  index: number;
  actions: readonly Action[];
  faults: readonly Fault[];
  disabled: boolean;
  /** The step that the trial waits at. */
  current: boolean;
  onChange(step: Step): void;
  onRename(id: string): void;
  onRemove(): void;
  onMove(by: -1 | 1): void;
  onAdd(kind: Step["kind"]): void;
}

/** One step: what it is called, what it does, and what is wrong with it. */
export function StepCard(props: Props) {
  const { t } = useTranslation("flows");
  const { draft, step, index, faults, disabled, current, onRemove, onMove, onAdd } = props;
  const Icon = icons[step.kind];
  const wrong = faultsAt(faults, step, index);
  const name = t("step_named", { number: index + 1, name: step.id });
  return (
    <li className={css.stop}>
      <article className={css.step} aria-label={name} data-wrong={wrong.length > 0 || undefined} data-current={current || undefined}>
        <header className={css.stepHead}>
          <span className={css.kind} data-kind={step.kind}>
            <Icon size={14} aria-hidden />
            {t(`kind_${step.kind}`)}
          </span>
          <Name key={step.id} {...props} step={step} />
          {!disabled && (
            <span className={css.tools}>
              <ActionIcon variant="subtle" color="gray" disabled={index === 0} onClick={() => onMove(-1)} aria-label={t("step_up", { name: step.id })}>
                <ArrowUp size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon variant="subtle" color="gray" disabled={index === draft.steps.length - 1} onClick={() => onMove(1)} aria-label={t("step_down", { name: step.id })}>
                <ArrowDown size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon variant="subtle" color="gray" onClick={onRemove} aria-label={t("step_remove", { name: step.id })}>
                <Trash2 size={14} aria-hidden />
              </ActionIcon>
            </span>
          )}
        </header>
        {wrong.length > 0 && (
          <ul className={css.faults} aria-label={t("faults_of", { name: step.id })}>
            {wrong.map((fault) => (
              <li key={fault.code + fault.detail}>{t(`fault_${fault.code}` as "fault_no_text", { detail: fault.detail ?? "", defaultValue: fault.code })}</li>
            ))}
          </ul>
        )}
        <StepFields {...props} step={step} />
      </article>
      {!disabled && <AddStep label={t("add_after", { name: step.id })} onAdd={onAdd} />}
    </li>
  );
}

function Name({ step, draft, disabled, onRename }: Props & { step: Step }) {
  const { t } = useTranslation("flows");
  const [text, setText] = useState(step.id);
  const id = idOf(text);
  const taken = id !== step.id && draft.steps.some((one) => one.id === id);
  const settle = () => (id && !taken && id !== step.id ? onRename(id) : setText(step.id));
  return (
    <TextInput
      size="xs"
      className={css.stepName}
      disabled={disabled}
      aria-label={t("step_name")}
      maxLength={40}
      error={taken}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}

/** Puts a step of a kind in between. */
export function AddStep({ label, onAdd, wide }: { label: string; onAdd(kind: Step["kind"]): void; wide?: boolean }) {
  const { t } = useTranslation("flows");
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        {wide ? (
          <Button variant="default" size="xs" leftSection={<Plus size={14} aria-hidden />}>
            {label}
          </Button>
        ) : (
          <ActionIcon variant="default" radius="xl" size="sm" className={css.add} aria-label={label}>
            <Plus size={12} aria-hidden />
          </ActionIcon>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        {stepKinds.map((kind) => {
          const Icon = icons[kind];
          return (
            <Menu.Item key={kind} leftSection={<Icon size={14} aria-hidden />} onClick={() => onAdd(kind)}>
              {t(`kind_${kind}`)}
              <span className={css.kindHint}>{t(`kind_${kind}_hint`)}</span>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
