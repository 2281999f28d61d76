import { useChat, useStore } from "@widget/shared/context";
import { openOffer } from "@widget/shared/session/events";
import { Button } from "@widget/shared/ui/button";

/** The bot's offer of a person, as long as it stands. Typing on is an answer too. */
export function OfferCard() {
  const { session, actions, t } = useChat();
  const seq = openOffer(useStore(session.client.log.events));
  const answered = useStore(actions.answeredOffer);
  const waitsForOwn = useStore(session.client.echoes).length > 0;
  if (seq === undefined || waitsForOwn || answered === `${session.client.conversation.get()}:${seq}`) return null;
  return (
    <section class="card offer" aria-label={t("offer.question")}>
      <p class="card-title">{t("offer.question")}</p>
      <div class="card-actions">
        <Button look="primary" onClick={() => actions.answerOffer(seq, true)}>
          {t("offer.yes")}
        </Button>
        <Button look="plain" onClick={() => actions.answerOffer(seq, false)}>
          {t("offer.no")}
        </Button>
      </div>
    </section>
  );
}
