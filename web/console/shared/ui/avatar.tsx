import type { CSSProperties, ReactNode } from "react";
import css from "./avatar.module.css";

/** Two letters for a Latin name, the last two characters of a Chinese one, as people write them on badges. */
export function initials(name: string): string {
  const trimmed = name.trim();
  const chinese = trimmed.match(/\p{Script=Han}+/u)?.[0];
  if (chinese) return [...chinese].slice(-2).join("");
  const words = trimmed.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words[words.length - 1] : undefined].map((word) => [...(word ?? "")][0] ?? "").join("").toUpperCase();
}

/** A hue that belongs to an id, so that a face keeps its colour everywhere. */
export function hueOf(id: string): number {
  // FNV-1a: ids that differ in one digit must not look alike.
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return (hash >>> 0) % 360;
}

interface Props {
  id: string;
  name: string;
  size?: 20 | 24 | 28 | 32 | 40;
  badge?: ReactNode;
}

export function Avatar({ id, name, size = 28, badge }: Props) {
  const style = { "--size": `${size}px`, "--hue": hueOf(id) } as CSSProperties;
  return (
    <span className={css.avatar} style={style} aria-hidden>
      <span className={css.face}>{initials(name) || "·"}</span>
      {badge && <span className={css.badge}>{badge}</span>}
    </span>
  );
}
