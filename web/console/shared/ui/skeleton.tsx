import type { CSSProperties } from "react";
import css from "./skeleton.module.css";

/** A bar in the final text's place. Appears after 200 ms, so that quick answers never flash it. */
export const Bar = ({ width, height = 10 }: { width: string | number; height?: number }) => (
  <span className={css.bar} style={{ "--bar-width": typeof width === "number" ? `${width}px` : width, "--bar-height": `${height}px` } as CSSProperties} />
);

export const Disc = ({ size }: { size: number }) => <span className={css.disc} style={{ "--bar-width": `${size}px` } as CSSProperties} />;

export function SkeletonLines({ lines = 3 }: { lines?: number }) {
  return (
    <div className={css.lines} aria-hidden>
      {Array.from({ length: lines }, (_, line) => (
        <Bar key={line} width={`${92 - ((line * 23) % 45)}%`} />
      ))}
    </div>
  );
}
