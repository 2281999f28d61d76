import { AlarmClock } from "lucide-react";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { ListRow } from "../api/types";
import { shortAge, useTimes } from "../i18n/times";
import css from "./deadline.module.css";
import { useNow } from "./use-now";

type Deadline = NonNullable<ListRow["deadline"]>;

/** How a deadline stands: only what is near or over is worth a look. */
export const dueState = (due: Deadline, now: number) => (now >= Date.parse(due.due_at) ? "over" : now >= Date.parse(due.near_at) ? "near" : undefined);

/** A ring that empties while a deadline is near, a clock once it is over; nothing before, unless `words` tell what is due when. */
export function Due({ due, words }: { due: Deadline; words?: boolean }) {
  const { t, i18n } = useTranslation();
  const times = useTimes();
  const now = useNow();
  const state = dueState(due, now);
  const at = Date.parse(due.due_at);
  if (!state && !words) return null;
  const left = shortAge(i18n.language, Math.min(at, now), Math.max(at, now), t("due.now"));
  const what = t(`due.${due.goal}`);
  const label = t(state === "over" ? "due.over" : "due.in", { what, time: left });
  return (
    <span className={css.deadline} data-urgent={state === "over" || undefined} data-calm={!state || undefined} role="img" aria-label={label} title={`${label} · ${times.full(due.due_at)}`}>
      {state === "near" ? (
        <svg width={14} height={14} viewBox="0 0 14 14" aria-hidden>
          <circle className={css.track} cx={7} cy={7} r={5.5} />
          <circle className={css.rest} cx={7} cy={7} r={5.5} pathLength={1} style={{ "--share": (at - now) / (at - Date.parse(due.near_at)) } as CSSProperties} />
        </svg>
      ) : (
        <AlarmClock size={14} aria-hidden />
      )}
      <span className={css.clock}>{words ? label : left}</span>
    </span>
  );
}
