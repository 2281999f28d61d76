/** A chord as it is stored: modifiers in this order, then the key ("alt+j", "mod+k", "?"). mod is ⌘ on a Mac, Ctrl elsewhere. */
export type Chord = string;

export interface KeyPress {
  key: string;
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  isComposing?: boolean;
  keyCode?: number;
  getModifierState?(key: string): boolean;
}

export const isMac = /mac|iphone|ipad/i.test(navigator.platform);

/**
 * While an input method composes, Enter and letters belong to it. Safari ends the composition before
 * the key event and only tells by the old keyCode 229.
 */
export const composing = (press: KeyPress) => press.isComposing === true || press.keyCode === 229;

/** Option+J types "∆" on a Mac: there the place of the key counts, elsewhere the letter of the layout. */
function keyOf(press: KeyPress): string {
  const typed = press.key.toLowerCase();
  if (!press.altKey || /^[a-z0-9]$/.test(typed)) return typed;
  return /^(?:Key|Digit)([A-Z0-9])$/.exec(press.code)?.[1]?.toLowerCase() ?? typed;
}

const bare = new Set(["alt", "control", "meta", "shift", "altgraph", "dead", "unidentified"]);

/** The chord of a key press; undefined for modifiers alone, input methods and AltGr, which types characters. */
export function chordOf(press: KeyPress, mac = isMac): Chord | undefined {
  if (composing(press) || press.getModifierState?.("AltGraph")) return undefined;
  const key = keyOf(press);
  if (bare.has(key)) return undefined;
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (other) return undefined;
  const shift = press.shiftKey && (key.length > 1 || /[a-z0-9]/.test(key)); // "?" already says shift
  return [mod && "mod", press.altKey && "alt", shift && "shift", key].filter(Boolean).join("+");
}

const signs: Record<string, [mac: string, other: string]> = {
  mod: ["⌘", "Ctrl"],
  alt: ["⌥", "Alt"],
  shift: ["⇧", "Shift"],
  enter: ["↵", "Enter"],
  escape: ["Esc", "Esc"],
  tab: ["⇥", "Tab"],
};

/** The keycaps of a chord, as this machine's keyboard names them. */
export const keycaps = (chord: Chord, mac = isMac): string[] =>
  chord.split("+").map((part) => signs[part]?.[mac ? 0 : 1] ?? part.toUpperCase());

/** Chords that a browser or system keeps for itself, or that type characters: not offered for binding. */
export function isTaken(chord: Chord): boolean {
  if (/^alt\+[defvsbth]$/.test(chord)) return true; // menus and address bar of Chrome, Edge and Firefox
  if (/^mod\+(?!k$|enter$)/.test(chord)) return true;
  return !chord.startsWith("alt+") && chord !== "?" && chord !== "mod+k" && chord !== "mod+enter";
}
