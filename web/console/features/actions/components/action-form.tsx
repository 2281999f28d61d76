import { Button, Textarea, TextInput } from "@mantine/core";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { Block, DraftBar } from "@console/shared/ui/settings-frame";
import { TextPair } from "@console/shared/ui/text-pair";
import { useRemoveAction, useSaveAction, type ActionView, type Server } from "../api/actions";
import { draftOf, newInput, newOutput, type Editing } from "../draft";
import css from "./actions.module.css";
import { GateFields } from "./gate-fields";
import { InputRow } from "./input-row";
import { OutputRow } from "./output-row";
import { RequestFields } from "./request-fields";
import { TryBox } from "./try-box";

interface Props {
  start: Editing;
  stored?: ActionView;
  /** The tool as its server lists it now, if it has changed since it was looked at. */
  now?: Server["tools"][number];
  onSaved(id: string): void;
  onRemoved(): void;
}

/** The editor of one action. */
export function ActionForm({ start, stored, now, onSaved, onRemoved }: Props) {
  const { t } = useTranslation("actions");
  const [value, setValue] = useState(start);
  const [sure, setSure] = useState(false);
  const save = useSaveAction();
  const remove = useRemoveAction();
  const changed = JSON.stringify(draftOf(value)) !== JSON.stringify(draftOf(start));
  const put = (change: Partial<Editing>) => {
    save.reset();
    setValue((before) => ({ ...before, ...change }));
  };
  const { definition, inputs, outputs } = value;
  return (
    <>
      {stored?.review && (
        <p className={css.meta} data-warn role="status">
          {t(`review_${stored.review}`)}
        </p>
      )}
      {now && <pre className={css.pre}>{now.description}</pre>}
      <Block title={t("basics")}>
        <div className={css.fields}>
          <TextPair short size="sm" label={t("action_title")} hint={t("title_hint")} maxLength={80} value={definition.title} onChange={(title) => put({ definition: { ...definition, title } })} />
          <TextInput label={t("name")} description={t("name_hint")} maxLength={48} value={definition.name} onChange={(event) => put({ definition: { ...definition, name: event.currentTarget.value } })} />
          <Textarea label={t("description")} description={t("description_hint")} autosize minRows={2} maxLength={500} value={definition.description} onChange={(event) => put({ definition: { ...definition, description: event.currentTarget.value } })} />
        </div>
      </Block>
      {definition.tool ? (
        <Block title={t("tool")} text={t("tool_text", { tool: definition.tool.name })}>
          <code className={css.meta}>{definition.tool.hash}</code>
        </Block>
      ) : (
        <Block title={t("request")}>
          <RequestFields value={value} stored={stored?.secrets ?? []} onChange={put} />
        </Block>
      )}
      <Block title={t("inputs")} text={t("inputs_text")}>
        <ul className={css.rows}>
          {inputs.map((one) => (
            <InputRow key={one.row} value={one} onChange={(next) => put({ inputs: inputs.map((old) => (old === one ? next : old)) })} onRemove={() => put({ inputs: inputs.filter((old) => old !== one) })} />
          ))}
        </ul>
        <div className={css.foot}>
          <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={() => put({ inputs: [...inputs, newInput()] })}>
            {t("input_add")}
          </Button>
        </div>
      </Block>
      <Block title={t("outputs")} text={t("outputs_text")}>
        <ul className={css.rows}>
          {outputs.map((one) => (
            <OutputRow key={one.row} value={one} onChange={(next) => put({ outputs: outputs.map((old) => (old === one ? next : old)) })} onRemove={() => put({ outputs: outputs.filter((old) => old !== one) })} />
          ))}
        </ul>
        <div className={css.foot}>
          <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={() => put({ outputs: [...outputs, newOutput()] })}>
            {t("output_add")}
          </Button>
        </div>
      </Block>
      <Block title={t("gates")}>
        <GateFields value={value} onChange={put} />
      </Block>
      <Block title={t("try")} text={t("try_text")}>
        <TryBox value={value} id={stored?.id} />
      </Block>
      <DraftBar failed={save.error !== null} status={save.error ? (isProblem(save.error) && save.error.title) || t("save_failed") : t(changed || stored?.review ? "changed" : stored ? "saved" : "unsaved")}>
        {stored && (
          <Button size="xs" variant="subtle" color={sure ? "red" : "gray"} loading={remove.isPending} onClick={() => (sure ? remove.mutate(stored.id, { onSuccess: onRemoved }) : setSure(true))}>
            {t(sure ? "delete_sure" : "delete")}
          </Button>
        )}
        <Button size="xs" variant="default" disabled={!changed} onClick={() => put(start)}>
          {t("discard")}
        </Button>
        <Button size="xs" disabled={!changed && !stored?.review} loading={save.isPending} onClick={() => save.mutate({ id: stored?.id, version: stored?.version ?? 0, draft: draftOf(value) }, { onSuccess: (saved) => onSaved(saved.id) })}>
          {t("save")}
        </Button>
      </DraftBar>
    </>
  );
}
