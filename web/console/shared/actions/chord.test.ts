import { describe, expect, test } from "vitest";
import { chordOf, isTaken, keycaps, type KeyPress } from "./chord";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

describe("chordOf", () => {
  test.each([
    ["a letter with Alt", press("j", { altKey: true }), false, "alt+j"],
    ["what Option types on a Mac", press("∆", { code: "KeyJ", altKey: true }), true, "alt+j"],
    ["Ctrl elsewhere", press("k", { ctrlKey: true }), false, "mod+k"],
    ["⌘ on a Mac", press("k", { metaKey: true }), true, "mod+k"],
    ["Ctrl on a Mac is not mod", press("k", { ctrlKey: true }), true, undefined],
    ["a question mark, whatever key types it", press("?", { code: "Minus", shiftKey: true }), false, "?"],
    ["the letter of the layout, not the place", press("p", { code: "KeyR", altKey: true }), false, "alt+p"],
    ["a modifier alone", press("Alt", { altKey: true }), false, undefined],
    ["an input method at work", press("j", { altKey: true, isComposing: true }), false, undefined],
    ["an input method in Safari", press("Enter", { keyCode: 229 }), true, undefined],
    ["AltGr, which types characters", press("l", { altKey: true, getModifierState: (key) => key === "AltGraph" }), false, undefined],
  ])("%s", (_, event, mac, chord) => {
    expect(chordOf(event, mac)).toBe(chord);
  });
});

test("chords that browsers keep are not offered", () => {
  expect(["alt+e", "alt+d", "mod+t", "mod+w", "j", "enter"].filter((chord) => !isTaken(chord))).toEqual([]);
  expect(["alt+r", "alt+1", "mod+k", "?"].filter(isTaken)).toEqual([]);
});

test("keycaps speak the machine's language", () => {
  expect(keycaps("mod+enter", true)).toEqual(["⌘", "↵"]);
  expect(keycaps("mod+enter", false)).toEqual(["Ctrl", "Enter"]);
});
