import { Menu } from "@mantine/core";
import { Check, ListTodo, Mail, Merge } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Detail } from "@console/shared/api/types";
import type { ConversationActions } from "./use-conversation-actions";

const priorities = [0, 1, 2, 3] as const;

/** What is done seldom with a conversation: loaded when the menu is opened. */
export function MoreItems({ detail, actions }: { detail: Detail; actions: ConversationActions }) {
  const { t } = useTranslation("handling");
  const to = detail.transcript_to;
  const tick = (on: boolean) => <Check size={16} style={{ visibility: on ? "visible" : "hidden" }} aria-hidden />;
  return (
    <>
      {actions.open && (
        <Menu.Item leftSection={<Merge size={16} />} onClick={actions.openMerge}>
          {t("menu.merge")}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<ListTodo size={16} />} onClick={() => actions.setFollowing(true)}>
        {t("menu.follow_up")}
      </Menu.Item>
      <Menu.Item leftSection={<Mail size={16} />} disabled={!to} onClick={actions.sendTranscript}>
        {to ? t("menu.transcript", { email: to }) : t("menu.transcript_none")}
      </Menu.Item>
      {actions.open && (
        <>
          <Menu.Divider />
          <Menu.Label>{t("menu.priority")}</Menu.Label>
          <Menu.Item leftSection={tick(detail.set_priority === undefined)} onClick={() => actions.setPriority(undefined)}>
            {t("menu.priority_auto")}
          </Menu.Item>
          {priorities.map((priority) => (
            <Menu.Item key={priority} leftSection={tick(detail.set_priority === priority)} onClick={() => actions.setPriority(priority)}>
              {t(`priority.${priority}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
        </>
      )}
    </>
  );
}
