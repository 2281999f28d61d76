import { useTranslation } from "react-i18next";
import type { Signals } from "@shared/live/signals";
import { useStore } from "@console/shared/state/use-store";
import { Markdown } from "@console/shared/ui/markdown";
import css from "./thread.module.css";

/** Who is writing, and the bot's answer while it streams. */
export function Writing({ signals, visitor }: { signals: Signals; visitor: string }) {
  const { t } = useTranslation();
  const draft = useStore(signals.draft);
  const writer = useStore(signals.writer);
  if (draft) {
    return (
      <li className={css.entry} data-voice="bot" data-first aria-hidden>
        <p className={css.by}>
          <span className={css.author}>{t("speaker.short_bot")}</span>
          <Dots />
        </p>
        <div className={css.bubble}>
          <Markdown text={draft.text} />
        </div>
      </li>
    );
  }
  if (!writer) return null;
  const name = writer.by === "visitor" ? visitor : writer.name || t("speaker.short_agent");
  return (
    <li className={css.writer} data-by={writer.by}>
      <Dots />
      {writer.by === "bot" ? t("thread.bot_writes") : t("thread.writes", { name })}
    </li>
  );
}

const Dots = () => (
  <span className={css.dots} aria-hidden>
    <i />
    <i />
    <i />
  </span>
);
