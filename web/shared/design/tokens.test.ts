import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast, fromOklch, type Rgb } from "./color";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function colourOf(token: string, theme: "light" | "dark"): Rgb {
  const value = new RegExp(`--fl-${token}:\\s*([^;]+);`).exec(css)?.[1];
  if (!value) throw new Error(`no token --fl-${token}`);
  const shades = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)];
  const shade = shades.length === 1 || theme === "light" ? shades[0] : shades[1];
  if (!shade) throw new Error(`--fl-${token} is not a plain OKLCH colour`);
  return fromOklch(Number(shade[1]), Number(shade[2]), Number(shade[3]));
}

const surfaces = ["bg", "surface", "sunken"];
const onSurfaces = (token: string, ratio: number) => surfaces.map((surface) => [token, surface, ratio] as const);
const pairs: (readonly [text: string, surface: string, ratio: number])[] = [
  ...["text", "text-2", "text-3"].flatMap((token) => onSurfaces(token, 4.5)),
  ...["accent-text", "green-text", "amber-text", "red-text", "teal-text"].flatMap((token) => onSurfaces(token, 4.5)),
  ...["accent", "green", "amber", "red", "teal"].map((hue) => [`${hue}-text`, `${hue}-tint`, 4.5] as const),
  ["text", "accent-tint", 7],
  ["text", "teal-tint", 7],
  ["text", "amber-tint", 7],
  ["text-2", "teal-tint", 4.5],
  ["text-2", "amber-tint", 4.5],
  ["text-3", "raised", 4.5],
  ["on-accent", "accent", 4.5],
  ["on-accent", "accent-hover", 4.5],
  ["line-strong", "surface", 3],
  ["focus", "surface", 3],
  ...["green", "amber", "red", "teal", "mood-1", "mood-2", "mood-3", "mood-4", "mood-5"].map((t) => [t, "surface", 3] as const),
];

describe.each(["light", "dark"] as const)("%s theme", (theme) => {
  test.each(pairs)("%s on %s reaches %f", (text, surface, ratio) => {
    expect(contrast(colourOf(text, theme), colourOf(surface, theme))).toBeGreaterThanOrEqual(ratio);
  });
});
