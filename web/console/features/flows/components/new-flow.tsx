import { Button, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "@console/shared/session/session";
import { useCreateFlow } from "../api/flows";
import css from "./flows.module.css";

/** Makes a flow by its name and opens it. */
export function NewFlow() {
  const { t } = useTranslation("flows");
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const create = useCreateFlow();
  const [name, setName] = useState("");
  return (
    <form
      className={css.create}
      onSubmit={(event) => {
        event.preventDefault();
        if (!name.trim()) return;
        create.mutate(
          { name: name.trim(), draft: { triggers: {}, steps: [] } },
          { onSuccess: ({ id }) => void navigate({ to: "/w/$slug/settings/flows/$flow", params: { slug, flow: id } }) },
        );
      }}
    >
      <TextInput className={css.grow} maxLength={80} aria-label={t("new_name")} placeholder={t("new_name")} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Button type="submit" variant="default" disabled={!name.trim()} loading={create.isPending} leftSection={<Plus size={14} aria-hidden />}>
        {t("create")}
      </Button>
    </form>
  );
}
