import { useEffect, useRef, useState } from "preact/hooks";
import { useChat, useStore } from "@widget/shared/context";
import { Button } from "@widget/shared/ui/button";

export function EmailForm({ onClose }: { onClose(): void }) {
  const { actions, t } = useChat();
  const known = useStore(actions.email);
  const [email, setEmail] = useState(known ?? "");
  const [invalid, setInvalid] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const save = async (event: Event) => {
    event.preventDefault();
    const valid = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());
    setInvalid(!valid);
    if (valid && (await actions.leaveEmail(email.trim()))) onClose();
  };
  return (
    <form class="email-form" noValidate onSubmit={save}>
      <input
        ref={field}
        class="field"
        type="email"
        autocomplete="email"
        value={email}
        aria-label={t("waiting.email_label")}
        aria-invalid={invalid}
        aria-describedby={invalid ? "email-invalid" : undefined}
        placeholder={t("waiting.email_placeholder")}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      <Button type="submit" look="primary">
        {t("waiting.email_send")}
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
