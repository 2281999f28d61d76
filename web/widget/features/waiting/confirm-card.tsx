import { ShieldCheck } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { textIn } from "@shared/text/text-in";
import { useChat, useStore } from "@widget/shared/context";
import { openConfirmation } from "@widget/shared/session/events";
import { Button } from "@widget/shared/ui/button";

/** Exactly what would be done, with its values, and the two answers. Nothing is done without the first. */
export function ConfirmCard() {
  const { session, actions, t, lang } = useChat();
  const open = openConfirmation(useStore(session.client.log.events));
  const [sent, setSent] = useState("");
  const id = open?.asked.confirmation_id ?? "";
  const late = useAfter(open?.asked.expires_at);
  if (!open) return null;
  const busy = open.state === "confirmed" || sent === id;
  const decide = async (yes: boolean) => {
    setSent(id);
    if (!(await actions.decide(id, yes))) setSent("");
  };
  return (
    <section class="confirm" aria-label={t("confirm.label")}>
      <h3 class="confirm-title">
        <ShieldCheck size={16} strokeWidth={1.75} aria-hidden />
        {textIn(open.asked.titles, lang) || open.asked.title}
      </h3>
      {open.asked.details.length > 0 && (
        <dl class="confirm-details">
          {open.asked.details.map((one) => (
            <div key={one.label}>
              <dt>{textIn(one.labels, lang) || one.label}</dt>
              <dd>{one.text}</dd>
            </div>
          ))}
        </dl>
      )}
      {busy || late ? (
        <p class="confirm-state" role="status">
          {t(busy ? "confirm.busy" : "confirm.late")}
        </p>
      ) : (
        <div class="confirm-answers">
          <Button look="primary" onClick={() => decide(true)}>
            {t("confirm.yes")}
          </Button>
          <Button look="plain" onClick={() => decide(false)}>
            {t("confirm.no")}
          </Button>
        </div>
      )}
    </section>
  );
}

/** True once the time is over: the server would not take the answer any more. */
function useAfter(until: string | undefined): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!until) return setOver(false);
    const left = Date.parse(until) - Date.now();
    setOver(left <= 0);
    const timer = setTimeout(() => setOver(true), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [until]);
  return over;
}
