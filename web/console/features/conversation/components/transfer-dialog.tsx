import "@console/shared/ui/select-styles";
import { Button, Select, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { membersQuery, teamsQuery, useMe, useWorkspace } from "@console/shared/session/session";
import { Dialog } from "@console/shared/ui/dialog";
import css from "./transfer.module.css";
import type { ConversationActions } from "./use-conversation-actions";

/** To a team or a person, with a note that only agents see. */
export function TransferDialog({ actions }: { actions: Pick<ConversationActions, "mayGiveBack" | "busy" | "transfer" | "closeTransfer"> }) {
  const { t } = useTranslation();
  const { t: more } = useTranslation("handling");
  const workspace = useWorkspace();
  const me = useMe();
  const teams = useQuery(teamsQuery(workspace.id)).data ?? [];
  const members = useQuery(membersQuery(workspace.id)).data ?? [];
  const [to, setTo] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [kind, id] = to?.split(":") ?? [];
  const target = { team: { team_id: id }, agent: { agent_id: id }, bot: { to_bot: true } }[kind ?? ""];
  const send = () => target && actions.transfer({ ...target, note: note.trim() || undefined });
  return (
    <Dialog opened onClose={actions.closeTransfer} title={t("transfer.title")} size={420}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Select
          label={t("transfer.to")}
          data-autofocus
          searchable
          openOnFocus={false}
          value={to}
          onChange={setTo}
          placeholder={t("transfer.to_hint")}
          nothingFoundMessage={t("transfer.nobody")}
          description={kind === "bot" ? more("transfer.bot_hint") : undefined}
          inputWrapperOrder={["label", "input", "description", "error"]}
          data={[
            ...(actions.mayGiveBack ? [{ group: more("transfer.bot_group"), items: [{ value: "bot:", label: more("transfer.bot") }] }] : []),
            { group: t("transfer.teams"), items: teams.map((team) => ({ value: `team:${team.id}`, label: team.name })) },
            {
              group: t("transfer.agents"),
              items: members
                .filter((member) => member.id !== me.id)
                .map((member) => ({ value: `agent:${member.id}`, label: t("transfer.agent", { name: member.name, presence: t(`presence.${member.presence}`) }) })),
            },
          ]}
        />
        <Textarea label={t("transfer.note")} description={t("transfer.note_hint")} autosize minRows={3} maxRows={8} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <div className={css.buttons}>
          <Button variant="default" onClick={actions.closeTransfer}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" disabled={!target} loading={actions.busy === "transfer"}>
            {t("action.transfer")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
