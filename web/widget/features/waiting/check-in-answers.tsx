import { useChat, useStore } from "@widget/shared/context";
import { openCheckIn } from "@widget/shared/session/events";
import { Button } from "@widget/shared/ui/button";

/** Two quick replies to "did this solve it?". They are said like any message; typing on is an answer too. */
export function CheckInAnswers() {
  const { session, t } = useChat();
  const seq = openCheckIn(useStore(session.client.log.events));
  const waitsForOwn = useStore(session.client.echoes.list).length > 0;
  if (seq === undefined || waitsForOwn) return null;
  return (
    <div class="offer" role="group" aria-label={t("check_in.question")}>
      <Button look="primary" onClick={() => session.client.say(t("check_in.yes"))}>
        {t("check_in.yes")}
      </Button>
      <Button look="plain" onClick={() => session.client.say(t("check_in.no"))}>
        {t("check_in.no")}
      </Button>
    </div>
  );
}
