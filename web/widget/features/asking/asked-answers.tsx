import { Paperclip } from "lucide-preact";
import { useState } from "preact/hooks";
import { useChat, useStore } from "@widget/shared/context";
import { openAsk, type Ask } from "@widget/shared/session/events";
import { Button } from "@widget/shared/ui/button";

/** What helps to answer the question that stands: what is to be confirmed, answers to choose from, a date. Writing is an answer too. */
export function AskedAnswers({ onAnswered, onFile }: { onAnswered(): void; onFile(): void }) {
  const { session } = useChat();
  const open = openAsk(useStore(session.client.log.events));
  const waitsForOwn = useStore(session.client.echoes.list).length > 0;
  if (!open || waitsForOwn) return null;
  const answer = (text: string) => {
    session.client.say(text);
    onAnswered();
  };
  return <Answers key={open.seq} ask={open.ask} onAnswer={answer} onFile={onFile} />;
}

function Answers({ ask, onAnswer, onFile }: { ask: Ask; onAnswer(text: string): void; onFile(): void }) {
  const { t } = useChat();
  return (
    <div class="asked" role="group" aria-label={t("ask.answers")}>
      {ask.card && (
        <dl class="asked-card">
          {ask.card.map(({ label, value }) => (
            <div key={label} class="asked-row">
              <dt>{label}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {ask.input === "date" && <DayField ask={ask} onAnswer={onAnswer} />}
      {ask.input === "file" && (
        <Button look="plain" onClick={onFile}>
          <Paperclip size={16} strokeWidth={1.75} aria-hidden />
          {t("ask.file")}
        </Button>
      )}
      {ask.choices && (
        <ul class="asked-choices">
          {ask.choices.map((choice, index, { length }) => (
            <li key={choice}>
              <Button look={ask.card && index === 0 && length === 2 ? "primary" : "plain"} onClick={() => onAnswer(choice)}>
                {choice}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function DayField({ ask, onAnswer }: { ask: Ask; onAnswer(text: string): void }) {
  const { t } = useChat();
  const [day, setDay] = useState("");
  return (
    <form
      class="asked-day"
      onSubmit={(event) => {
        event.preventDefault();
        if (day) onAnswer(day);
      }}
    >
      <input
        class="field"
        type="date"
        required
        aria-label={t("ask.day")}
        min={ask.earliest}
        max={ask.latest}
        value={day}
        onInput={(event) => setDay(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!day}>
        {t("ask.use_day")}
      </Button>
    </form>
  );
}
