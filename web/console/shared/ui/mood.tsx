import { Angry, Frown, Laugh, Meh, Smile } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MoodLabel } from "../api/types";
import css from "./mood.module.css";

const faces = { angry: Angry, upset: Frown, neutral: Meh, content: Smile, happy: Laugh };

/** A face beside a colour: the shape carries the meaning for those who do not see the colour. */
export function MoodGlyph({ label, size = 16, withWord }: { label: MoodLabel; size?: number; withWord?: boolean }) {
  const { t } = useTranslation();
  const Face = faces[label];
  return (
    <span className={css.mood} data-mood={label}>
      <Face size={size} role={withWord ? undefined : "img"} aria-label={withWord ? undefined : t(`mood.${label}`)} aria-hidden={withWord} />
      {withWord && <span className={css.word}>{t(`mood.${label}`)}</span>}
    </span>
  );
}

/** Neutral and content are what one expects: only the rest is worth an eye in a list. */
export const moodStands = (label: MoodLabel | undefined): label is MoodLabel => label === "angry" || label === "upset" || label === "happy";
