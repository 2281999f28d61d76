import { ActionIcon, Button, Textarea } from "@mantine/core";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useAddExamples, useDropExamples, useExamples, type Label } from "../api/intents";
import css from "./intents.module.css";

/** The labelled messages of an intent; new ones are pasted, one a line. */
export function Examples({ label, may }: { label: Label; may: boolean }) {
  const { t } = useTranslation("intents");
  const [text, setText] = useState("");
  const add = useAddExamples();
  const drop = useDropExamples();
  const examples = useExamples(label, "");
  const rows = examples.data?.pages.flatMap((page) => page.examples) ?? [];
  const lines = text.split("\n").filter((line) => line.trim());
  return (
    <div>
      {may && (
        <form
          className={css.paste}
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate({ label, texts: lines }, { onSuccess: () => setText("") });
          }}
        >
          <Textarea size="xs" autosize minRows={2} maxRows={10} aria-label={t("paste")} placeholder={t("paste")} value={text} onChange={(event) => setText(event.currentTarget.value)} />
          <div className={css.buttons}>
            <span role="status" className={css.meta}>
              {add.data && t("added", { fresh: add.data.new, moved: add.data.moved })}
            </span>
            <Button type="submit" size="xs" variant="default" disabled={lines.length === 0} loading={add.isPending}>
              {t("add", { count: lines.length })}
            </Button>
          </div>
        </form>
      )}
      {examples.isPending && <SkeletonLines lines={5} />}
      <ul className={css.examples}>
        {rows.map((example) => (
          <li key={example.id} className={css.example}>
            <span className={css.grow}>{example.text}</span>
            {may && (
              <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t("drop", { text: example.text })} onClick={() => drop.mutate([example.id])}>
                <X size={12} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {!examples.isPending && rows.length === 0 && <p className={css.text}>{t("no_examples")}</p>}
      {examples.hasNextPage && (
        <Button size="xs" variant="default" loading={examples.isFetchingNextPage} onClick={() => void examples.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </div>
  );
}
