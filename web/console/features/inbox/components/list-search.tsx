import { CloseButton, TextInput } from "@mantine/core";
import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import css from "./list-pane.module.css";

interface Props {
  value: string;
  onChange(value: string | undefined): void;
}

export function ListSearch({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <TextInput
      className={css.search}
      variant="filled"
      size="xs"
      // Asked for with a click or a chord: the next thing is to type.
      // eslint-disable-next-line jsx-a11y-x/no-autofocus
      autoFocus
      type="search"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Escape" && onChange(undefined)}
      placeholder={t("inbox.search")}
      aria-label={t("inbox.search")}
      leftSection={<Search size={14} aria-hidden />}
      rightSection={<CloseButton size="xs" aria-label={t("inbox.search_close")} onClick={() => onChange(undefined)} />}
    />
  );
}
