import { Menu } from "@mantine/core";
import { Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import css from "./menu.module.css";

const morning = 9;

/** Times people mean by "later": in an hour, tomorrow at nine, next Monday at nine. */
export function snoozeTimes(now: Date): { name: "hour" | "tomorrow" | "monday"; at: Date }[] {
  const at = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning);
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { name: "hour", at: new Date(now.getTime() + 60 * 60_000) },
    { name: "tomorrow", at: at(1) },
    { name: "monday", at: at(toMonday) },
  ];
}

/** Whoever waits for an answer looks again after a week: what nobody answers must not sleep for ever. */
export const answerWithin = (now: Date) => new Date(now.getTime() + 7 * 24 * 60 * 60_000);

interface Props {
  until?: string;
  onSnooze(until: Date | undefined): void;
  /** Another time is wanted. */
  onPick(): void;
}

/** What the menu offers: loaded when it is opened. */
export function SnoozeChoices({ until, onSnooze, onPick }: Props) {
  const { t } = useTranslation("handling");
  const times = useTimes();
  return (
    <>
      <Menu.Label>{t("snooze.title")}</Menu.Label>
      {snoozeTimes(new Date()).map(({ name, at }) => (
        <Menu.Item key={name} rightSection={<span className={css.aside}>{times.full(at.toISOString())}</span>} onClick={() => onSnooze(at)}>
          {t(`snooze.${name}`)}
        </Menu.Item>
      ))}
      <Menu.Item onClick={onPick}>{t("snooze.other")}</Menu.Item>
      {until && (
        <Menu.Item leftSection={<Sun size={16} />} onClick={() => onSnooze(undefined)}>
          {t("snooze.wake")}
        </Menu.Item>
      )}
    </>
  );
}
