import { ArrowUp, Paperclip } from "lucide-preact";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { anyToSend, mostFiles, pastedFiles, settled } from "@shared/files/uploads";
import { useChat, useStore } from "@widget/shared/context";
import { openAsk } from "@widget/shared/session/events";
import { IconButton } from "@widget/shared/ui/button";
import { PickedFiles } from "./picked-files";
import { overLimit, sendsOn } from "./rules";
import { useSavedDraft } from "./use-saved-draft";
import { useUploads } from "./use-uploads";

/** The field grows with its text up to about six lines, then scrolls. */
const tallest = 144;

/** The keyboard of a phone that fits what is asked for. */
const keyboards = { email: "email", phone: "tel", number: "decimal", date: "text", file: "text" } as const;

/** Takes the focus each time `focus` changes to another text; "" leaves it where it is. `picker` is its choice of files. */
export function Composer({ focus, picker }: { focus: string; picker: RefObject<HTMLInputElement> }) {
  const { session, t } = useChat();
  const { stage, agent } = useStore(session.holder);
  const [text, setText] = useSavedDraft(session.prefix);
  const [composing, setComposing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const asked = openAsk(useStore(session.client.log.events))?.ask.input;
  const over = overLimit(text);
  const { uploads, list, dropping } = useUploads();
  const ready = (text.trim() !== "" || anyToSend(list)) && over === 0 && settled(list);

  useLayoutEffect(() => fit(field.current), [text]);
  useEffect(() => session.sitting.subscribe(() => setText("")), [session, setText]);
  useEffect(() => {
    if (focus) field.current?.focus({ preventScroll: true });
  }, [focus]);

  const send = () => {
    if (!ready) return;
    session.client.say(text.trim(), uploads.take());
    setText("");
    field.current?.focus();
  };
  const placeholder =
    stage === "person" && agent
      ? t("composer.placeholder_person", { name: agent })
      : t(stage === "resolved" ? "composer.placeholder_reopen" : "composer.placeholder");

  return (
    <form
      class={dropping ? "composer is-dropping" : "composer"}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {list.length > 0 && <PickedFiles uploads={uploads} list={list} />}
      <IconButton label={t("composer.attach")} class="composer-attach" disabled={list.length >= mostFiles} onClick={() => picker.current?.click()}>
        <Paperclip size={18} strokeWidth={1.75} aria-hidden />
      </IconButton>
      <input
        ref={picker}
        type="file"
        class="composer-picker"
        multiple
        hidden
        tabIndex={-1}
        aria-label={t("composer.attach")}
        onChange={({ currentTarget }) => {
          uploads.add(currentTarget.files ?? []);
          currentTarget.value = ""; // the same file may be picked again
        }}
      />
      <textarea
        ref={field}
        class="composer-field"
        rows={1}
        value={text}
        placeholder={dropping ? t("composer.drop") : placeholder}
        aria-label={t("composer.label")}
        aria-describedby={over > 0 ? "composer-over" : undefined}
        aria-invalid={over > 0}
        enterkeyhint="send"
        inputMode={asked && keyboards[asked]}
        onInput={(event) => {
          setText(event.currentTarget.value);
          session.client.typed();
        }}
        onPaste={(event) => {
          const pasted = event.clipboardData ? pastedFiles(event.clipboardData) : [];
          if (pasted.length === 0) return;
          event.preventDefault();
          uploads.add(pasted);
        }}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={(event) => {
          if (!sendsOn(event, composing)) return;
          event.preventDefault();
          send();
        }}
      />
      <IconButton type="submit" label={t("composer.send")} class="composer-send" disabled={!ready}>
        <ArrowUp size={18} strokeWidth={2} aria-hidden />
      </IconButton>
      {over > 0 && (
        <p id="composer-over" class="composer-over" role="alert">
          {t("composer.too_long", { over })}
        </p>
      )}
    </form>
  );
}

function fit(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, tallest)}px`;
}
