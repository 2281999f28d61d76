import { Hourglass, MoonStar } from "lucide-preact";
import { useState } from "preact/hooks";
import { nobodyThere, type Place } from "@shared/live/signals";
import { useChat, useStore } from "@widget/shared/context";
import type { Translate } from "@widget/shared/locale/translate";
import { ordinal } from "@widget/shared/locale/translate";
import { soon } from "@widget/shared/ui/times";
import { EmailForm } from "./email-form";

/** What happens next while the visitor waits for a person: place, time, and three ways on. */
export function WaitingBanner() {
  const { session, actions, t, lang } = useChat();
  const { stage } = useStore(session.holder);
  const place = useStore(session.client.signals.place);
  const config = useStore(session.config);
  const email = useStore(session.followUp);
  const [chosen, setWriting] = useState<boolean>();
  if (stage !== "waiting") return null;
  const nobody = nobodyThere(place);
  const long = !!place?.long_line && !email;
  // Where nobody comes soon the form stands open by itself, without taking the cursor.
  const writing = chosen ?? (long || (nobody && !email));
  const hours = typeof config === "object" ? config.hours : "";
  const line = place && !nobody && placeOf(place, t, (n) => ordinal(lang, n));
  const opens = place?.opens_at && soon(lang, new Date(place.opens_at));
  const absent = opens ? t("waiting.closed", { when: opens }) : hours ? t("waiting.nobody_hours", { hours }) : t("waiting.nobody");
  const Icon = nobody ? MoonStar : Hourglass;
  return (
    <section class="waiting" aria-label={t("header.waiting")}>
      <div class="waiting-head" role="status">
        <Icon size={16} strokeWidth={1.75} aria-hidden class="waiting-icon" />
        <p class="waiting-place">{nobody ? absent : (line || t("waiting.searching"))}</p>
      </div>
      {place?.notice && <p class="waiting-notice">{place.notice}</p>}
      {long && !nobody && writing && <p class="waiting-hint">{t("waiting.long_line")}</p>}
      {nobody && writing && <p class="waiting-hint">{t("waiting.leave_hint")}</p>}
      {writing && <EmailForm whole={nobody} focus={chosen === true} onClose={() => setWriting(false)} />}
      {!writing && <p class="waiting-hint">{email ? t("waiting.email_done", { email }) : t(nobody ? "waiting.leave_hint" : "waiting.keep_asking")}</p>}
      <div class="waiting-actions">
        {!writing && (
          <button type="button" class="text-button" onClick={() => setWriting(true)}>
            {t(email ? "waiting.email_change" : "waiting.email")}
          </button>
        )}
        <button type="button" class="text-button text-button-quiet" onClick={actions.cancelWaiting}>
          {t("waiting.cancel")}
        </button>
      </div>
    </section>
  );
}

/** "You are 2nd in line · about 3–6 min". The time is left out while the server knows too little. */
function placeOf(at: Place, t: Translate, nth: (n: number) => string): string {
  const place = at.position === 1 ? t("waiting.next") : t("waiting.position", { position: nth(at.position) });
  const time = timeOf(at, t);
  return time ? `${place} · ${time}` : place;
}

function timeOf({ min_wait: min, max_wait: max }: Place, t: Translate): string {
  if (max === undefined) return "";
  if (max < 1) return t("waiting.soon");
  return min === undefined || min === max ? t("waiting.minutes_one", { max }) : t("waiting.minutes", { min, max });
}
