import { Button } from "@mantine/core";
import { UserRoundX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ListRow } from "@console/shared/api/types";
import { useTimes } from "@console/shared/i18n/times";
import css from "./pinned-note.module.css";
import type { ConversationActions } from "./use-conversation-actions";

/** What an agent answered and left, with what can be done about it. */
export function LeftNotice({ row, since, actions }: { row: ListRow; since: string; actions: ConversationActions }) {
  const { t } = useTranslation("handling");
  const times = useTimes();
  const title = row.agent_name ? t("left.title", { name: row.agent_name }) : t("left.title_nobody");
  return (
    <section className={css.note} aria-label={title}>
      <p className={css.head}>
        <UserRoundX size={14} aria-hidden />
        <span className={css.title}>{title}</span>
      </p>
      <p className={css.told}>
        {t("left.text", { time: times.full(since) })}
      </p>
      {actions.mayTake && (
        <div className={css.choices}>
          <Button size="xs" variant="default" onClick={actions.take} loading={actions.busy === "take"}>
            {t("left.take")}
          </Button>
          <Button size="xs" variant="default" onClick={actions.openTransfer}>
            {t("left.reassign")}
          </Button>
        </div>
      )}
    </section>
  );
}
