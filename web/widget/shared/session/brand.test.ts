import { expect, test } from "vitest";
import { contrast, fromOklch, parseHex } from "@shared/design/color";
import { brandColours } from "./brand";

const ratio = (a: string, b: string) => contrast(parseHex(a)!, parseHex(b)!);

test.each(["#2f6f4e", "#ffe600", "#ffffff", "#000000", "#e11d48", "", "not a colour"])("brand %s reads everywhere", (hex) => {
  const colours = brandColours(hex);
  const dark = fromOklch(0.235, 0.012, 265);
  expect(ratio(colours.onFill, colours.fill)).toBeGreaterThanOrEqual(4.5);
  expect(ratio(colours.textLight, "#ffffff")).toBeGreaterThanOrEqual(4.5);
  expect(contrast(parseHex(colours.textDark)!, dark)).toBeGreaterThanOrEqual(4.5);
  expect(ratio(colours.markLight, "#ffffff")).toBeGreaterThanOrEqual(2.95);
  expect(contrast(parseHex(colours.markDark)!, dark)).toBeGreaterThanOrEqual(2.95);
});
