import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { DraftBar } from "@console/shared/ui/settings-frame";
import { useChangeFlow, type Action, type Definition, type Flow } from "../api/flows";
import { faultsOfAll, fieldName, newStep, renamed, sameDraft, tidy } from "../steps";
import { FlowVersions } from "./flow-versions";
import css from "./flows.module.css";
import { PlayPane } from "./play-pane";
import { AddStep, StepCard } from "./step-card";
import { TriggerFields } from "./triggers";

interface Props {
  flow: Flow;
  actions: readonly Action[];
  may: boolean;
  reload(): Promise<Flow | undefined>;
}

/** The steps of a flow, top to bottom, beside a pane to play them in. */
export function FlowEditor({ flow, actions, may, reload }: Props) {
  const { t } = useTranslation("flows");
  const change = useChangeFlow(flow.id);
  const [name, setName] = useState(flow.name);
  const [draft, setDraft] = useState<Definition>(flow.draft);
  const [current, setCurrent] = useState<string>();
  const body = { name: name.trim(), draft: tidy(draft), revision: flow.revision };
  const changed = body.name !== flow.name || !sameDraft(body.draft, tidy(flow.draft));
  const edit = (next: Definition) => {
    change.reset();
    setDraft(next);
  };
  const put = (steps: Definition["steps"]) => edit({ ...draft, steps });
  const add = (at: number) => (kind: (typeof draft.steps)[number]["kind"]) => put(draft.steps.toSpliced(at, 0, newStep(kind, draft.steps)));
  const move = (index: number, by: -1 | 1) => put(draft.steps.toSpliced(index, 1).toSpliced(index + by, 0, ...draft.steps.slice(index, index + 1)));
  const load = (from: { name: string; draft: Definition }) => {
    setName(from.name);
    edit(from.draft);
  };
  const { error } = change;
  const general = faultsOfAll(flow.faults, draft);
  return (
    <div className={css.grid}>
      <div>
        <TextInput disabled={!may} label={t("name")} maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        {general.length > 0 && (
          <ul className={css.faults} aria-label={t("faults")}>
            {general.map((fault) => (
              <li key={fault.code + fault.detail}>{t(`fault_${fault.code}` as "fault_no_text", { detail: fault.detail ?? "", defaultValue: fault.code })}</li>
            ))}
          </ul>
        )}
        <section className={css.part} aria-label={t("triggers")}>
          <h2 className={css.heading}>{t("triggers")}</h2>
          <p className={css.text}>{t("triggers_text")}</p>
          <TriggerFields triggers={draft.triggers} disabled={!may} onChange={(triggers) => edit({ ...draft, triggers })} />
        </section>
        <section className={css.part} aria-label={t("steps")}>
          <h2 className={css.heading}>{t("steps")}</h2>
          <p className={css.text}>{t("steps_text")}</p>
          <ol className={css.steps}>
            {draft.steps.map((step, index) => (
              <StepCard
                key={step.id}
                draft={draft}
                step={step}
                index={index}
                actions={actions}
                faults={flow.faults}
                disabled={!may}
                current={current === step.id}
                onChange={(next) => put(draft.steps.with(index, next.field ? { ...next, field: { ...next.field, name: fieldName(next.id) } } : next))}
                onRename={(id) => edit(renamed(draft, step.id, id))}
                onRemove={() => put(draft.steps.toSpliced(index, 1))}
                onMove={(by) => move(index, by)}
                onAdd={add(index + 1)}
              />
            ))}
          </ol>
          {may && draft.steps.length === 0 && <AddStep wide label={t("add_first")} onAdd={add(0)} />}
        </section>
        {may && (
          <DraftBar failed={error !== null} status={error ? (isProblem(error) && error.title) || t("failed_text") : changed ? t("unsaved") : flow.faults.length > 0 ? t("faulty", { count: flow.faults.length }) : t(flow.published ? "published" : "saved", { number: flow.live ?? 0 })}>
            {isProblem(error, "settings_changed") && (
              <Button size="xs" variant="default" onClick={() => void reload().then((fresh) => fresh && load(fresh))}>
                {t("reload")}
              </Button>
            )}
            {flow.live && (
              <Button size="xs" variant="default" loading={change.isPending && change.variables.do === "retire"} onClick={() => change.mutate({ do: "retire" })}>
                {t("retire")}
              </Button>
            )}
            <Button size="xs" variant="default" disabled={!changed || !body.name} loading={change.isPending && change.variables.do === "save"} onClick={() => change.mutate({ do: "save", body })}>
              {t("save_draft")}
            </Button>
            <Button size="xs" disabled={!body.name || (!changed && (flow.published || flow.faults.length > 0))} loading={change.isPending && change.variables.do === "publish"} onClick={() => change.mutate({ do: "publish", body })}>
              {t("publish")}
            </Button>
          </DraftBar>
        )}
        {may && <FlowVersions flow={flow.id} live={flow.live} onLoad={load} />}
      </div>
      {may && (
        <div className={css.side}>
          <PlayPane draft={body.draft} onAt={setCurrent} />
        </div>
      )}
    </div>
  );
}
