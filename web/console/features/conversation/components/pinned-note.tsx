import { Pin } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PassedNote } from "@console/shared/api/types";
import { useTimes } from "@console/shared/i18n/times";
import { showMessage } from "@console/shared/state/desk";
import { Markdown } from "@console/shared/ui/markdown";
import css from "./pinned-note.module.css";

/** What the last holder left for the next stands above the thread until the conversation is finished. */
export function PinnedNote({ conversation, note }: { conversation: string; note: PassedNote }) {
  const { t } = useTranslation("handling");
  const times = useTimes();
  return (
    <section className={css.note} aria-label={t("pinned.title", { name: note.author })}>
      <p className={css.head}>
        <Pin size={14} aria-hidden />
        <span className={css.title}>{t("pinned.title", { name: note.author })}</span>
        <span className={css.meta}>{note.to.kind === "bot" ? t("pinned.to_bot") : t("pinned.to", { name: note.to.name ?? "" })}</span>
        <time className={css.meta} dateTime={note.at}>
          {times.time(note.at)}
        </time>
        <button type="button" className={css.show} onClick={() => showMessage(conversation, note.seq)}>
          {t("pinned.show")}
        </button>
      </p>
      <div className={css.text}>
        <Markdown text={note.text} />
      </div>
    </section>
  );
}
