import { Textarea } from "@mantine/core";
import { lazy, Suspense, useEffect, useId, useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { composing } from "@console/shared/actions/chord";
import type { Detail } from "@console/shared/api/types";
import { loadTexts } from "@console/shared/i18n/i18n";
import { useMayHandle, useMe } from "@console/shared/session/session";
import { firstSuggestion } from "@console/shared/state/desk";
import { drafts } from "@console/shared/state/drafts";
import { useStore } from "@console/shared/state/use-store";
import { CannedMenu, optionId } from "./canned-menu";
import { ComposerBar } from "./composer-bar";
import css from "./composer.module.css";
import { ModeTabs } from "./mode-tabs";
import { useCanned } from "./use-canned";
import { useComposer } from "./use-composer";
import { useComposerActions } from "./use-composer-actions";
import { useMentions } from "./use-mentions";

const PickedFiles = lazy(async () => {
  const [picked] = await Promise.all([import("../files/picked-files"), loadTexts("files")]);
  return { default: picked.PickedFiles };
});

const MentionMenu = lazy(async () => {
  const [menu] = await Promise.all([import("./mention-menu"), loadTexts("handling")]);
  return { default: menu.MentionMenu };
});

interface Props {
  detail: Detail;
  onResolve(): void;
  onSnooze(until: Date): void;
}

/** Where an agent writes: a reply to the visitor, or a note that only agents see. */
export function Composer({ detail, onResolve, onSnooze }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const modeStore = drafts.mode(detail.row.id);
  const chosen = useStore(modeStore);
  const locked = !useMayHandle(detail.row);
  const mode = locked ? "note" : chosen;
  const suggestion = useStore(firstSuggestion);
  const { row, visitor } = detail;
  const composer = useComposer(row.id, mode, field, !locked && row.stage !== "resolved");
  const canned = useCanned({
    text: composer.text,
    lang: row.lang,
    variables: { visitor: visitor.name, agent: me.name, number: row.number },
    replace: (text, cursor) => composer.set(text, cursor),
  });
  const mentions = useMentions({ text: composer.text, mode, me: me.id, pick: composer.mention });
  const menu = mentions.open ? { list: mentions.found, active: mentions.active } : canned.open ? { list: canned.replies, active: canned.active } : undefined;
  // A reply whose files are still on their way, or were not taken, is not left behind by resolving.
  const sendAndResolve = () => {
    if (!composer.blank) composer.send(onResolve);
    else if (mode === "reply") onResolve();
  };
  useComposerActions({ field, sendAndResolve, toMode: (next) => modeStore.set(next) });
  useEffect(() => field.current?.focus({ preventScroll: true }), [row.id]);

  /** Opens a menu by its sign, as if it had been typed. */
  const begin = (sign: string, look: (text: string, cursor: number) => void) => {
    const text = composer.text && !/\s$/.test(composer.text) ? `${composer.text} ${sign}` : composer.text + sign;
    composer.set(text, text.length);
    look(text, text.length);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (mentions.onKey(event) || canned.onKey(event)) return;
    // Enter may belong to an input method: it then picks a word and must not send half a sentence.
    if (composing(event.nativeEvent)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      composer.send();
    } else if (event.key === "Tab" && !event.shiftKey && composer.text === "" && mode === "reply" && suggestion) {
      event.preventDefault();
      suggestion.insert();
    } else if (event.key === "Escape") {
      field.current?.blur();
    }
  };

  const placeholder = mode === "note" ? t("composer.note_hint") : suggestion ? t("composer.reply_hint_tab") : t("composer.reply_hint");
  return (
    <div className={css.dock}>
      {mentions.open ? (
        <Suspense fallback={null}>
          <MentionMenu id={id} found={mentions.found} active={mentions.active} onPick={mentions.pick} />
        </Suspense>
      ) : (
        canned.open && <CannedMenu id={id} replies={canned.replies} active={canned.active} onPick={canned.pick} />
      )}
      <form
        className={css.composer}
        data-mode={mode}
        data-dropping={composer.files.dropping || undefined}
        onSubmit={(event) => {
          event.preventDefault();
          composer.send();
        }}
      >
        <ModeTabs mode={mode} onChange={(next) => modeStore.set(next)} onPicked={() => field.current?.focus()} row={row} me={me.id} locked={locked} followUp={detail.follow_up} />
        {composer.files.list.length > 0 && (
          <Suspense fallback={null}>
            <PickedFiles uploads={composer.files.uploads} list={composer.files.list} />
          </Suspense>
        )}
        <Textarea
          ref={field}
          variant="unstyled"
          autosize
          minRows={2}
          maxRows={10}
          classNames={{ input: css.field }}
          value={composer.text}
          placeholder={placeholder}
          aria-label={t("composer.label")}
          aria-autocomplete={menu && "list"}
          aria-haspopup={menu && "listbox"}
          aria-controls={menu && id}
          aria-activedescendant={menu && menu.list.length > 0 ? optionId(id, menu.active) : undefined}
          onChange={(event) => {
            composer.set(event.currentTarget.value);
            composer.typed();
            canned.look(event.currentTarget.value, event.currentTarget.selectionStart);
            mentions.look(event.currentTarget.value, event.currentTarget.selectionStart);
          }}
          onKeyDown={onKeyDown}
          onPaste={composer.files.onPaste}
        />
        <ComposerBar
          empty={!composer.ready}
          files={composer.files}
          onEmoji={(emoji) => {
            composer.insert(emoji);
            field.current?.focus();
          }}
          mode={mode}
          onSlash={() => begin("/", canned.look)}
          onAt={() => begin("@", mentions.look)}
          onSendAndResolve={sendAndResolve}
          onSendAndSnooze={(until) => composer.send(() => onSnooze(until))}
          resolved={row.stage === "resolved"}
        />
      </form>
    </div>
  );
}
