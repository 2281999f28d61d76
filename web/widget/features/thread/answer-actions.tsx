import { Headset, ThumbsDown, ThumbsUp } from "lucide-preact";
import { useChat, useStore } from "@widget/shared/context";
import { feedbackOn } from "@widget/shared/session/events";
import { IconButton } from "@widget/shared/ui/button";

/** Under the latest answer: was it helpful, once, and the way to a person, always. */
export function AnswerActions({ seq, person }: { seq: number | undefined; person: boolean }) {
  const { t, actions, session } = useChat();
  const events = useStore(session.client.log.events);
  const sending = useStore(actions.feedback)[`${session.client.conversation.get()}:${seq}`];
  const given = seq === undefined ? undefined : (feedbackOn(events, seq) ?? sending);
  const give = (helpful: boolean) => seq !== undefined && given === undefined && actions.giveFeedback(seq, helpful);
  return (
    <div class="answer-actions">
      {seq !== undefined && (
        <div class="thumbs" role="group" aria-label={t("feedback.question")}>
          <Thumb helpful given={given} onGive={() => give(true)} />
          <Thumb helpful={false} given={given} onGive={() => give(false)} />
          <span class="thumbs-thanks" role="status">
            {given !== undefined && t("feedback.thanks")}
          </span>
        </div>
      )}
      {person && (
        <button type="button" class="ask-person" onClick={actions.askForPerson}>
          <Headset size={14} strokeWidth={1.75} aria-hidden />
          {t("person.ask")}
        </button>
      )}
    </div>
  );
}

interface ThumbProps {
  helpful: boolean;
  given: boolean | undefined;
  onGive(): void;
}

function Thumb({ helpful, given, onGive }: ThumbProps) {
  const { t } = useChat();
  const Icon = helpful ? ThumbsUp : ThumbsDown;
  if (given !== undefined && given !== helpful) return null;
  return (
    <IconButton
      label={t(helpful ? "feedback.up" : "feedback.down")}
      class="thumb"
      aria-pressed={given === helpful}
      aria-disabled={given !== undefined}
      onClick={onGive}
    >
      <Icon size={15} strokeWidth={1.75} aria-hidden />
    </IconButton>
  );
}
