import { TextInput } from "@mantine/core";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { findEmoji } from "./emoji";
import css from "./files.module.css";

const columns = 8;
const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };

/** Emoji by name, in English and Chinese. Enter takes the first, the arrows go through them. */
export function EmojiPicker({ onPick }: { onPick(emoji: string): void }) {
  const { t, i18n } = useTranslation("files");
  const [wanted, setWanted] = useState("");
  const grid = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const found = findEmoji(wanted);
  // It is loaded after the popover has opened and looked for what to focus.
  useEffect(() => search.current?.focus(), []);
  const focus = (at: number) => (at < 0 ? search.current : (grid.current?.children[at] as HTMLElement | undefined))?.focus();
  const onKey = (event: KeyboardEvent, at: number) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    focus(at + step);
  };
  return (
    <div className={css.emoji}>
      <TextInput
        ref={search}
        size="xs"
        aria-label={t("emoji_search")}
        placeholder={t("emoji_search")}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "ArrowDown") onKey(event, -columns);
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (found[0]) onPick(found[0].emoji);
        }}
      />
      {found.length === 0 && <p className={css.none}>{t("emoji_none")}</p>}
      <div ref={grid} className={css.grid} role="group" aria-label={t("emoji")}>
        {found.map(({ emoji, en, zh }, at) => (
          <button
            key={emoji}
            type="button"
            className={css.one}
            // One stop for the Tab key; the arrows go on from there.
            tabIndex={at === 0 ? 0 : -1}
            aria-label={i18n.language === "zh" ? zh : en}
            title={i18n.language === "zh" ? zh : en}
            onKeyDown={(event) => onKey(event, at)}
            onClick={() => onPick(emoji)}
          >
            {emoji}
          </button>
        ))}
      </div>
    </div>
  );
}
