import { Button, Select, TagsInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { teamsQuery, useWorkspace } from "@console/shared/session/session";
import "@console/shared/ui/pill-styles";
import { useDeleteIntent, useSaveIntent, type Intent } from "../api/intents";
import css from "./intents.module.css";

/** An intent's name, and where a handover of it goes. */
export function IntentCard({ intent, may, onGone }: { intent: Intent; may: boolean; onGone(): void }) {
  const { t } = useTranslation("intents");
  const teams = useQuery(teamsQuery(useWorkspace().id)).data ?? [];
  const save = useSaveIntent();
  const remove = useDeleteIntent();
  const [draft, setDraft] = useState(intent);
  const [sure, setSure] = useState(false);
  const changed = JSON.stringify(draft) !== JSON.stringify(intent);
  const common = { size: "xs" as const, disabled: !may };
  return (
    <form
      className={css.fields}
      aria-label={intent.name}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft);
      }}
    >
      <TextInput {...common} label={t("name")} maxLength={60} required value={draft.name} onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })} />
      <TextInput {...common} label={t("description")} maxLength={400} value={draft.description} onChange={(event) => setDraft({ ...draft, description: event.currentTarget.value })} />
      <Select {...common} label={t("team")} clearable placeholder={t("any_team")} data={teams.map(({ id, name }) => ({ value: id, label: name }))} value={draft.team_id ?? null} onChange={(team) => setDraft({ ...draft, team_id: team ?? undefined })} />
      <TagsInput {...common} label={t("skills")} maxTags={10} value={draft.skills} onChange={(skills) => setDraft({ ...draft, skills })} />
      {may && (
        <div className={css.buttons}>
          {sure ? (
            <Button size="xs" color="red" variant="light" loading={remove.isPending} onClick={() => remove.mutate(intent.id, { onSuccess: onGone })}>
              {t("delete_sure", { count: intent.examples })}
            </Button>
          ) : (
            <Button size="xs" variant="subtle" color="gray" onClick={() => setSure(true)}>
              {t("delete")}
            </Button>
          )}
          <Button type="submit" size="xs" variant="default" disabled={!changed || !draft.name.trim()} loading={save.isPending}>
            {t("save")}
          </Button>
        </div>
      )}
    </form>
  );
}
