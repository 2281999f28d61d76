import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMyPresence, useSetPresence } from "@console/shared/session/use-presence";
import css from "./assignments.module.css";

/** Somebody who is away or busy gets nothing assigned, and should not have to wonder why. */
export function AwayNotice() {
  const { t } = useTranslation();
  const presence = useMyPresence();
  const set = useSetPresence();
  if (presence !== "away" && presence !== "busy") return null;
  return (
    <div className={css.away} role="status">
      <p>{t(`assignment.${presence}`)}</p>
      <Button size="compact-sm" variant="default" className={css.online} loading={set.isPending} onClick={() => set.mutate("online")}>
        {t("assignment.go_online")}
      </Button>
    </div>
  );
}
