import { Mail } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useChat } from "@widget/shared/context";
import { taken } from "@widget/shared/session/api";
import { Button } from "@widget/shared/ui/button";

interface Props {
  conversation: string;
  /** Opened from a menu: there is no button to ask with, and closing is the menu's. */
  onClose?(): void;
}

/** Has the conversation sent by e-mail: to the address that is typed, or to the one that is known. */
export function TranscriptForm({ conversation, onClose }: Props) {
  const { session, actions, t } = useChat();
  const [open, setOpen] = useState(onClose !== undefined);
  const [known, setKnown] = useState("");
  const [email, setEmail] = useState("");
  const [invalid, setInvalid] = useState(false);
  const [sentTo, setSentTo] = useState<string | undefined>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!open) return;
    field.current?.focus();
    taken(session.api.GET("/v1/visitor/conversations/{conversation}", { params: { path: { conversation } } })).then(
      (view) => setKnown(view.mail_to ?? ""),
      () => undefined, // then it is typed
    );
  }, [open, conversation, session]);

  if (sentTo) {
    return (
      <p class="rated" role="status">
        {t("transcript.done", { email: sentTo })}
      </p>
    );
  }
  if (!open) {
    return (
      <button type="button" class="transcript-ask" onClick={() => setOpen(true)}>
        <Mail size={14} strokeWidth={1.75} aria-hidden />
        {t("transcript.ask")}
      </button>
    );
  }
  const send = async (event: Event) => {
    event.preventDefault();
    const typed = email.trim();
    const valid = typed === "" ? known !== "" : /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed);
    setInvalid(!valid);
    if (valid && (await actions.askTranscript(typed))) setSentTo(typed || known);
  };
  return (
    <form class="email-form" noValidate aria-label={t("transcript.ask")} onSubmit={send}>
      <input
        ref={field}
        class="field"
        type="email"
        autocomplete="email"
        maxLength={254}
        value={email}
        aria-label={t("waiting.email_label")}
        aria-invalid={invalid}
        aria-describedby={invalid ? "transcript-invalid" : undefined}
        placeholder={known ? t("transcript.known", { email: known }) : t("waiting.email_placeholder")}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      <Button type="submit" look="primary">
        {t("transcript.send")}
      </Button>
      <Button look="quiet" onClick={onClose ?? (() => setOpen(false))}>
        {t("waiting.email_back")}
      </Button>
      {invalid && (
        <p id="transcript-invalid" class="field-error" role="alert">
          {t("waiting.email_invalid")}
        </p>
      )}
    </form>
  );
}
