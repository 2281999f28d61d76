import { Menu } from "@mantine/core";
import { Moon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import css from "./menu.module.css";
import { answerWithin, snoozeTimes } from "./snooze-choices";

/** Send, and see it again at a time or when the visitor answers: their message ends any snooze. */
export function SendLater({ onSnooze }: { onSnooze(until: Date): void }) {
  const { t } = useTranslation("handling");
  const times = useTimes();
  const now = new Date();
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t("send.snooze")}</Menu.Label>
      <Menu.Item leftSection={<Moon size={16} />} onClick={() => onSnooze(answerWithin(now))} rightSection={<span className={css.aside}>{t("send.answer_days")}</span>}>
        {t("send.answer")}
      </Menu.Item>
      {snoozeTimes(now)
        .filter(({ name }) => name !== "hour")
        .map(({ name, at }) => (
          <Menu.Item key={name} leftSection={<Moon size={16} />} rightSection={<span className={css.aside}>{times.full(at.toISOString())}</span>} onClick={() => onSnooze(at)}>
            {t(`snooze.${name}`)}
          </Menu.Item>
        ))}
    </>
  );
}
