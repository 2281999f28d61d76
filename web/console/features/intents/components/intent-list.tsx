import { Button, TextInput } from "@mantine/core";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { outOfScope, useSaveIntent, type Intents, type Label } from "../api/intents";
import css from "./intents.module.css";

interface Props {
  data: Intents;
  open: Label;
  may: boolean;
  onOpen(label: Label): void;
}

/** The intents with how many examples each has and how often it came up last week. */
export function IntentList({ data, open, may, onOpen }: Props) {
  const { t } = useTranslation("intents");
  const save = useSaveIntent();
  const [name, setName] = useState("");
  const seen = new Map(data.counts.map((count) => [count.intent_id ?? outOfScope, count.messages]));
  const row = (label: Label, text: string, examples: number) => (
    <li key={label}>
      <button type="button" className={css.intent} aria-current={open === label || undefined} onClick={() => onOpen(label)}>
        <span className={css.grow}>{text}</span>
        <span className={css.meta}>{t("examples", { count: examples })}</span>
        <span className={css.seen}>{t("week", { count: seen.get(label) ?? 0 })}</span>
      </button>
    </li>
  );
  return (
    <nav aria-label={t("list_title")}>
      <ul className={css.list}>
        {data.intents.map((intent) => row(intent.id, intent.name, intent.examples))}
        {row(outOfScope, t("out_of_scope"), data.out_of_scope)}
      </ul>
      {may && (
        <form
          className={css.create}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) save.mutate({ id: "", name, description: "", skills: [], priority: 0 }, { onSuccess: (saved) => (setName(""), onOpen(saved.id)) });
          }}
        >
          <TextInput size="xs" className={css.grow} maxLength={60} aria-label={t("new_name")} placeholder={t("new_name")} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button type="submit" size="xs" variant="default" disabled={!name.trim()} loading={save.isPending} leftSection={<Plus size={14} aria-hidden />}>
            {t("create")}
          </Button>
        </form>
      )}
    </nav>
  );
}
