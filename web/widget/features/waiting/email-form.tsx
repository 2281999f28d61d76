import { useEffect, useRef, useState } from "preact/hooks";
import { useChat, useStore } from "@widget/shared/context";
import { addressIn } from "@widget/shared/session/events";
import { Button } from "@widget/shared/ui/button";

interface Props {
  /** Nobody is there: who asks, and what exactly, is worth writing down as well. */
  whole: boolean;
  /** The visitor asked for it: the cursor goes there. */
  focus: boolean;
  onClose(): void;
}

/** Where the answer goes if the visitor leaves. */
export function EmailForm({ whole, focus, onClose }: Props) {
  const { session, actions, t } = useChat();
  const known = useStore(session.followUp);
  const said = addressIn(useStore(session.client.log.events));
  const [email, setEmail] = useState(known ?? said ?? "");
  const [name, setName] = useState("");
  const [question, setQuestion] = useState("");
  const [invalid, setInvalid] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);

  const save = async (event: Event) => {
    event.preventDefault();
    const valid = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());
    setInvalid(!valid);
    const form = { email: email.trim(), ...(name.trim() && { name: name.trim() }), ...(question.trim() && { question: question.trim() }) };
    if (valid && (await actions.leaveForm(form))) onClose();
  };
  return (
    <form class="email-form" noValidate onSubmit={save}>
      {whole && (
        <input class="field field-wide" autocomplete="name" maxLength={120} value={name} aria-label={t("waiting.name_label")} placeholder={t("waiting.name_label")} onInput={(event) => setName(event.currentTarget.value)} />
      )}
      <input
        ref={field}
        class={whole ? "field field-wide" : "field"}
        type="email"
        autocomplete="email"
        value={email}
        aria-label={t("waiting.email_label")}
        aria-invalid={invalid}
        aria-describedby={invalid ? "email-invalid" : undefined}
        placeholder={t("waiting.email_placeholder")}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      {whole && (
        <textarea class="field field-wide" rows={3} maxLength={4000} value={question} aria-label={t("waiting.question_label")} placeholder={t("waiting.question_label")} onInput={(event) => setQuestion(event.currentTarget.value)} />
      )}
      <Button type="submit" look="primary">
        {t(whole ? "waiting.form_send" : "waiting.email_send")}
      </Button>
      <Button look="quiet" onClick={onClose}>
        {t("waiting.email_back")}
      </Button>
      {invalid && (
        <p id="email-invalid" class="field-error" role="alert">
          {t("waiting.email_invalid")}
        </p>
      )}
    </form>
  );
}
