import { Button } from "@mantine/core";
import { ArrowLeft, CircleCheck, UserRoundPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Detail } from "@console/shared/api/types";
import { Avatar } from "@console/shared/ui/avatar";
import { Due } from "@console/shared/ui/due";
import { IconButton } from "@console/shared/ui/icon-button";
import { MoodGlyph, moodStands } from "@console/shared/ui/mood";
import { StageBadge } from "@console/shared/ui/stage";
import { useVisitorName } from "@console/shared/ui/visitor-name";
import { HeaderMenu } from "./header-menu";
import css from "./header.module.css";
import { SnoozeMenu } from "./snooze-menu";
import type { ConversationActions } from "./use-conversation-actions";

interface Props {
  detail: Detail;
  actions: ConversationActions;
  onBack(): void;
}

export function Header({ detail, actions, onBack }: Props) {
  const { row, visitor } = detail;
  const { t } = useTranslation();
  const name = useVisitorName()(row);
  return (
    <header className={css.header}>
      <IconButton icon={ArrowLeft} label={t("action.back")} className={css.back} onClick={onBack} />
      <Avatar id={row.visitor_id} name={row.visitor_name || "?"} size={28} badge={visitor.online && <span className={css.online} />} />
      <div className={css.who}>
        <h2 className={css.name}>{name}</h2>
        <span className={css.number}>{t("conversation.number", { number: row.number })}</span>
      </div>
      <span className={css.stage}>
        <StageBadge stage={row.stage} who={row.agent_name} />
      </span>
      {moodStands(row.mood?.label) && (
        <span className={css.mood}>
          <MoodGlyph label={row.mood.label} withWord />
        </span>
      )}
      {row.deadline && (
        <span className={css.mood}>
          <Due due={row.deadline} words />
        </span>
      )}
      <div className={css.actions}>
        {actions.mayTake && (
          <Button size="xs" leftSection={<UserRoundPlus size={14} />} onClick={actions.take} loading={actions.busy === "take"}>
            {t("action.take")}
          </Button>
        )}
        {actions.open && <SnoozeMenu until={row.snoozed_until} onSnooze={actions.snooze} opened={actions.snoozing} onOpened={actions.setSnoozing} />}
        {actions.open && row.stage === "person" && (
          <Button size="xs" variant="default" className={actions.mayTake ? css.second : undefined} leftSection={<CircleCheck size={14} />} onClick={actions.resolve} loading={actions.busy === "resolve"}>
            {t("action.resolve")}
          </Button>
        )}
        <HeaderMenu detail={detail} actions={actions} />
      </div>
    </header>
  );
}
