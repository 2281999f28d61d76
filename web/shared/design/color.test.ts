import { expect, test } from "vitest";
import { contrast, parseHex, readableOn, textOn, toHex, type Rgb } from "./color";

const white: Rgb = [1, 1, 1];
const dark = parseHex("#15171c")!;
const brands = ["#ffe600", "#00a862", "#3b5bdb", "#0f5132", "#ff3b30", "#000", "#fff", "#808080", "#777777", "#9a6bff"];

test("reads and writes hex", () => {
  expect(toHex(parseHex("#0f5132")!)).toBe("#0f5132");
  expect(toHex(parseHex("#abc")!)).toBe("#aabbcc");
  expect(parseHex("red")).toBeUndefined();
  expect(parseHex("#12345")).toBeUndefined();
});

test("contrast of black and white is 21", () => {
  expect(contrast([0, 0, 0], white)).toBeCloseTo(21);
});

test.each(brands)("text on %s is readable", (brand) => {
  const fill = parseHex(brand)!;
  expect(contrast(textOn(fill), fill)).toBeGreaterThanOrEqual(4.5);
});

test.each(brands)("a shade of %s reads on light and on dark", (brand) => {
  const colour = parseHex(brand)!;
  expect(contrast(readableOn(white, colour, 4.5), white)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(readableOn(dark, colour, 4.5), dark)).toBeGreaterThanOrEqual(4.5);
});
