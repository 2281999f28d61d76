import "@console/shared/ui/select-styles";
import { Button, Select, Textarea, TextInput } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowUpRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe, useMembers } from "@console/shared/session/session";
import { Dialog } from "@console/shared/ui/dialog";
import { usePutFollowUp, type FollowUp, type FollowUpForm } from "../api/deadlines";
import { fieldOf, instantOf } from "../spans";
import css from "./deadlines.module.css";

const outcomes = ["resolved", "answered", "no_answer", "not_needed"] as const;

interface Props {
  conversation: string;
  /** Where the conversation is not at hand: whose it is. */
  title?: string;
  /** undefined puts the conversation onto the list. */
  entry: FollowUp | undefined;
  /** The way to the conversation, for whoever comes from the list. */
  away?: boolean;
  onClose(): void;
}

/** An entry of the list: who sees to it, until when, how it stands, how it ended. */
export function FollowUpDialog({ conversation, title, entry, away, onClose }: Props) {
  const { t } = useTranslation("deadlines");
  const { slug = "" } = useParams({ strict: false });
  const me = useMe();
  const members = useMembers();
  const put = usePutFollowUp(conversation);
  const [form, setForm] = useState<FollowUpForm>({
    state: entry?.state ?? "open",
    owner_id: entry ? entry.owner_id : me.id,
    due_at: entry?.due_at,
    note: entry?.note ?? "",
    outcome: entry?.outcome,
  });
  const set = (change: Partial<FollowUpForm>) => setForm({ ...form, ...change });
  const done = form.state === "done";
  return (
    <Dialog opened onClose={onClose} title={title ?? t("follow_up")} size={520}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          put.mutate({ ...form, note: form.note?.trim() || undefined, outcome: done ? form.outcome : undefined }, { onSuccess: onClose });
        }}
      >
        {away && (
          <Link to="/w/$slug/inbox/$view/$conversation" params={{ slug, view: "all", conversation }} className={css.meta}>
            {t("open_conversation")} <ArrowUpRight size={14} style={{ verticalAlign: "-2px" }} aria-hidden />
          </Link>
        )}
        <Textarea label={t("note")} placeholder={t("note_hint")} autosize minRows={3} maxRows={8} maxLength={2000} data-autofocus value={form.note ?? ""} onChange={(event) => set({ note: event.currentTarget.value })} />
        <div className={css.two}>
          <Select
            label={t("owner")}
            clearable
            placeholder={t("nobody")}
            value={form.owner_id ?? null}
            onChange={(owner) => set({ owner_id: owner ?? undefined })}
            data={members.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextInput type="datetime-local" label={t("due")} value={fieldOf(form.due_at)} onChange={(event) => set({ due_at: instantOf(event.currentTarget.value) })} />
          <Select
            label={t("state")}
            allowDeselect={false}
            value={form.state}
            onChange={(state) => set({ state: state as FollowUpForm["state"], outcome: state === "done" ? (form.outcome ?? "resolved") : undefined })}
            data={(["open", "in_progress", "done"] as const).map((value) => ({ value, label: t(`state_${value}`) }))}
          />
          {done && (
            <Select
              label={t("outcome")}
              allowDeselect={false}
              value={form.outcome ?? "resolved"}
              onChange={(outcome) => set({ outcome: outcome as FollowUpForm["outcome"] })}
              data={outcomes.map((value) => ({ value, label: t(`outcome_${value}`) }))}
            />
          )}
        </div>
        <div className={css.buttons}>
          {put.isError && (
            <p role="alert" className={css.bad}>
              {t("save_failed")}
            </p>
          )}
          <span className={css.grow} />
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={put.isPending}>
            {t(entry ? "save" : "add")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
