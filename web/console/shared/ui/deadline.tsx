import type { CSSProperties } from "react";
import { clock } from "../i18n/times";
import css from "./deadline.module.css";
import { useNow } from "./use-now";

interface Props {
  until: string;
  /** How long the whole stretch is, in seconds: what a full ring means. */
  span: number;
  label: string;
}

/** A thin ring that empties, with the time left beside it. */
export function Deadline({ until, span, label }: Props) {
  const now = useNow(1000);
  const left = Math.max(0, Date.parse(until) - now);
  const share = Math.min(1, left / (span * 1000));
  return (
    <span className={css.deadline} data-urgent={left < 10_000 || undefined} role="timer" aria-label={label}>
      <svg width={14} height={14} viewBox="0 0 14 14" aria-hidden>
        <circle className={css.track} cx={7} cy={7} r={5.5} />
        <circle className={css.rest} cx={7} cy={7} r={5.5} pathLength={1} style={{ "--share": share } as CSSProperties} />
      </svg>
      <span className={css.clock}>{clock(left)}</span>
    </span>
  );
}
