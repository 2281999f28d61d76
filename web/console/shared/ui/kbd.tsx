import { keycaps } from "../actions/chord";
import css from "./kbd.module.css";

/** The keys of a chord, as keycaps. Decorative beside a label: assistive technology reads aria-keyshortcuts instead. */
export function Kbd({ chord, subtle }: { chord: string; subtle?: boolean }) {
  if (!chord) return null;
  return (
    <span className={css.chord} aria-hidden data-subtle={subtle || undefined}>
      {keycaps(chord).map((cap) => (
        <kbd key={cap} className={css.cap}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
