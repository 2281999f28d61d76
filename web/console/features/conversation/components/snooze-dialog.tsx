import { Button, TextInput } from "@mantine/core";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@console/shared/ui/dialog";
import css from "./menu.module.css";

interface Props {
  onSnooze(until: Date): void;
  onClose(): void;
}

/** Any time one chooses, in the browser's time zone. */
export function SnoozeDialog({ onSnooze, onClose }: Props) {
  const { t } = useTranslation("handling");
  const chosen = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const at = new Date(String(new FormData(event.currentTarget).get("at")));
    if (Number.isNaN(at.getTime())) return;
    onSnooze(at);
    onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={t("snooze.title")} size={360}>
      <form className={css.custom} onSubmit={chosen}>
        <TextInput type="datetime-local" name="at" required withAsterisk={false} data-autofocus label={t("snooze.custom")} />
        <Button type="submit">{t("snooze.do")}</Button>
      </form>
    </Dialog>
  );
}
