import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Suggestion } from "@console/shared/api/types";
import { Dialog } from "@console/shared/ui/dialog";
import css from "./suggestions.module.css";

interface Props {
  suggestion: Suggestion;
  onInsert(): void;
  onClose(): void;
}

export function InternalDialog({ suggestion, onInsert, onClose }: Props) {
  const { t } = useTranslation();
  const titles = suggestion.sources.filter((source) => source.internal).map((source) => source.title);
  return (
    <Dialog opened onClose={onClose} title={t("internal.title")} size={400}>
      <p>{t("internal.text")}</p>
      <ul className={css.internalList}>
        {titles.map((title) => (
          <li key={title}>{title}</li>
        ))}
      </ul>
      <div className={css.buttons}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("action.cancel")}
        </Button>
        <Button onClick={onInsert}>{t("internal.insert")}</Button>
      </div>
    </Dialog>
  );
}
