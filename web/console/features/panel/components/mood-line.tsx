import { TrendingDown, TrendingUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MoodEffect, MoodPoint } from "@console/shared/api/types";
import { showMessage } from "@console/shared/state/desk";
import { MoodGlyph } from "@console/shared/ui/mood";
import css from "./brief.module.css";

const width = 308;
const height = 48;
const inset = 6;

interface Props {
  moods: readonly MoodPoint[];
  effects: readonly MoodEffect[];
  summary: string;
  conversation: string;
  /** What it stands in says what it is. */
  untitled?: boolean;
}

/** Valence over the visitor's messages; each point leads to its message. The last one says its word. */
export function MoodLine({ moods, effects, summary, conversation, untitled }: Props) {
  const { t } = useTranslation();
  const x = (at: number) => inset + (at * (width - 2 * inset)) / Math.max(1, moods.length - 1);
  // Half a scale at least, so that a calm conversation draws a calm line.
  const values = moods.map((mood) => mood.valence);
  const top = Math.max(0.25, ...values);
  const bottom = Math.min(-0.75, ...values);
  const y = (valence: number) => inset + ((top - valence) / (top - bottom)) * (height - 2 * inset);
  const points = moods.map((mood, at) => `${x(at)},${y(mood.valence)}`).join(" ");
  const last = moods.at(-1);
  return (
    <div>
      <p className={css.labelled}>
        {!untitled && <span className={css.label}>{t("brief.mood")}</span>}
        {last && <MoodGlyph label={last.label} withWord />}
      </p>
      <svg viewBox={`0 0 ${width} ${height}`} className={css.moodLine} role="img" aria-label={summary || t("brief.mood")}>
        <line x1={0} x2={width} y1={y(0)} y2={y(0)} className={css.moodZero} />
        <polyline points={points} className={css.moodPath} />
        {moods.map((mood, at) => (
          <circle key={mood.seq} cx={x(at)} cy={y(mood.valence)} r={at === moods.length - 1 ? 4.5 : 3} className={css.moodPoint} data-mood={mood.label} onClick={() => showMessage(conversation, mood.seq)} />
        ))}
      </svg>
      {effects.length > 0 && (
        <ul className={css.effects}>
          {strongest(effects).map((effect) => {
            const Trend = better(effect) ? TrendingUp : TrendingDown;
            return (
              <li key={effect.seq}>
                <button type="button" className={css.effect} data-better={better(effect)} onClick={() => showMessage(conversation, effect.seq)}>
                  <Trend size={14} aria-hidden />
                  <span>{t(`brief.effect.${effect.by}_${effect.change}`)}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

const better = (effect: MoodEffect) => effect.change === "calmer" || effect.change === "happier";

/** The three that moved most, in the order they were said: more is a list that nobody reads. */
export function strongest(effects: readonly MoodEffect[]): MoodEffect[] {
  const size = (effect: MoodEffect) => Math.abs(effect.valence) + 2 * Math.abs(effect.anger);
  return [...effects].sort((a, b) => size(b) - size(a)).slice(0, 3).sort((a, b) => a.seq - b.seq);
}
