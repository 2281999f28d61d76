import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Team } from "@console/shared/api/types";
import { useChange } from "../api/teams";
import css from "./teams.module.css";

/** Asks in place before a team ends, and says what becomes of those who wait for it. */
export function DeleteTeam({ team, onDeleted }: { team: Team; onDeleted(): void }) {
  const { t } = useTranslation("teams");
  const change = useChange();
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t("delete")}
      </Button>
    );
  }
  return (
    <div className={css.ask} role="alertdialog" aria-label={t("delete_title", { name: team.name })}>
      <p className={css.label}>{t("delete_title", { name: team.name })}</p>
      <p className={css.hint}>{t("delete_text")}</p>
      <div className={css.answers}>
        <Button size="xs" variant="default" onClick={() => setAsking(false)}>
          {t("cancel")}
        </Button>
        <Button size="xs" color="red.9" loading={change.isPending} onClick={() => change.mutate({ do: "delete", id: team.id }, { onSuccess: onDeleted })}>
          {t("delete")}
        </Button>
      </div>
    </div>
  );
}
