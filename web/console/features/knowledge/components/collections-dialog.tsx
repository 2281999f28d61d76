import { Button, TextInput } from "@mantine/core";
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { Dialog } from "@console/shared/ui/dialog";
import { IconButton } from "@console/shared/ui/icon-button";
import { useCollections, useCollectionStep } from "../api/collections";
import css from "./collections.module.css";

/** The shelves of the library and the help centre: their names, their order, new ones. */
export function CollectionsDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("library");
  const collections = useCollections();
  const step = useCollectionStep();
  const [name, setName] = useState("");
  const move = (at: number, by: number) => {
    const ids = collections.map(({ id }) => id);
    ids.splice(at + by, 0, ...ids.splice(at, 1));
    step.mutate({ do: "order", ids });
  };
  return (
    <Dialog opened onClose={onClose} title={t("collections.title")} size={640}>
      <p className={css.lead}>{t("collections.lead")}</p>
      <ul className={css.list}>
        {collections.map(({ id, name: was, names = {}, articles }, at) => (
          <li key={id} className={css.row}>
            <Name key={`name-${was}`} was={was} label={t("collections.name", { name: was })} onNamed={(now) => step.mutate({ do: "rename", id, name: now, names })} />
            <Name key={`zh-${names.zh}`} was={names.zh ?? ""} label={t("collections.name_zh", { name: was })} hint={t("collections.zh")} onNamed={(now) => step.mutate({ do: "rename", id, name: was, names: { ...names, zh: now } })} />
            <span className={css.count}>{t("collections.articles", { count: articles })}</span>
            <IconButton icon={ArrowUp} label={t("collections.up", { name: was })} disabled={at === 0 || step.isPending} onClick={() => move(at, -1)} />
            <IconButton icon={ArrowDown} label={t("collections.down", { name: was })} disabled={at === collections.length - 1 || step.isPending} onClick={() => move(at, 1)} />
            <IconButton icon={Trash2} label={t("collections.delete", { name: was })} disabled={step.isPending} onClick={() => window.confirm(t("collections.delete_sure", { name: was })) && step.mutate({ do: "delete", id })} />
          </li>
        ))}
      </ul>
      {collections.length === 0 && <p className={css.lead}>{t("collections.none")}</p>}
      <form
        className={css.row}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) step.mutate({ do: "add", name: name.trim() }, { onSuccess: () => setName("") });
        }}
      >
        <TextInput className={css.name} size="xs" value={name} maxLength={120} aria-label={t("collections.new")} placeholder={t("collections.new")} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" size="xs" disabled={!name.trim()} loading={step.isPending && step.variables.do === "add"}>
          {t("collections.add")}
        </Button>
      </form>
      {step.error && <p className={css.failed} role="alert">{isProblem(step.error) && step.error.title ? step.error.title : t("collections.failed")}</p>}
    </Dialog>
  );
}

interface NameProps {
  was: string;
  label: string;
  /** Stands where there is no name; without one a name cannot be taken away. */
  hint?: string;
  onNamed(name: string): void;
}

/** A name that is saved when the field is left. */
function Name({ was, label, hint, onNamed }: NameProps) {
  return (
    <TextInput
      className={css.name}
      variant="filled"
      size="xs"
      aria-label={label}
      placeholder={hint}
      defaultValue={was}
      maxLength={120}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      onBlur={(event) => {
        const now = event.currentTarget.value.trim();
        if (now !== was && (now || hint)) onNamed(now);
        else event.currentTarget.value = was;
      }}
    />
  );
}
