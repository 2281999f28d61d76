import { useChat, useStore } from "@widget/shared/context";
import { openOffer } from "@widget/shared/session/events";
import { Button } from "@widget/shared/ui/button";

/** The two answers to the bot's offer of a person, as long as it stands; its message asks the question. Typing on is an answer too. */
export function OfferAnswers() {
  const { session, actions, t } = useChat();
  const seq = openOffer(useStore(session.client.log.events));
  const answered = useStore(actions.answeredOffer);
  const waitsForOwn = useStore(session.client.echoes.list).length > 0;
  if (seq === undefined || waitsForOwn || answered === `${session.client.conversation.get()}:${seq}`) return null;
  return (
    <div class="offer" role="group" aria-label={t("offer.question")}>
      <Button look="primary" onClick={() => actions.answerOffer(seq, true)}>
        {t("offer.yes")}
      </Button>
      <Button look="plain" onClick={() => actions.answerOffer(seq, false)}>
        {t("offer.no")}
      </Button>
    </div>
  );
}
