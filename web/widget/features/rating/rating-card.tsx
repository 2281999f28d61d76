import { Star } from "lucide-preact";
import { useState } from "preact/hooks";
import { useChat, useStore } from "@widget/shared/context";
import { ratingOf } from "@widget/shared/session/events";
import { Button } from "@widget/shared/ui/button";

const scores = [1, 2, 3, 4, 5] as const;
type Score = (typeof scores)[number];

/** After the conversation: one to five with a word for each, and a text for those who have more to say. */
export function RatingCard() {
  const { session, actions, t } = useChat();
  const { stage } = useStore(session.holder);
  const given = ratingOf(useStore(session.client.log.events));
  const [score, setScore] = useState<Score | undefined>();
  const [comment, setComment] = useState("");
  if (stage !== "resolved") return null;
  if (given !== undefined) return <p class="rated">{t("rating.given", { score: given })}</p>;
  return (
    <form
      class="card rating"
      onSubmit={(event) => {
        event.preventDefault();
        if (score) void actions.rate(score, comment.trim());
      }}
    >
      <fieldset class="rating-scale">
        <legend class="card-title">{t("rating.question")}</legend>
        <div class="stars">
          {scores.map((value) => (
            <label key={value} class={`star ${score !== undefined && value <= score ? "is-on" : ""}`} title={t(`rating.${value}`)}>
              <input
                type="radio"
                name="score"
                class="star-input"
                value={value}
                checked={score === value}
                aria-label={t(`rating.${value}`)}
                onChange={() => setScore(value)}
              />
              <Star size={26} strokeWidth={1.5} aria-hidden />
            </label>
          ))}
          <span class="star-word" aria-hidden>
            {score && t(`rating.${score}`)}
          </span>
        </div>
      </fieldset>
      {score && (
        <>
          <textarea
            class="field"
            rows={2}
            maxLength={2000}
            value={comment}
            placeholder={t("rating.comment")}
            aria-label={t("rating.comment")}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
          <Button type="submit" look="primary">
            {t("rating.send")}
          </Button>
        </>
      )}
    </form>
  );
}
