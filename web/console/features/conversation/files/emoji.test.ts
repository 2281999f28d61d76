import { expect, test } from "vitest";
import { findEmoji } from "./emoji";

test("emoji are found by either language's names, and there is one of each", () => {
  const shown = (wanted: string) => findEmoji(wanted).map(({ emoji }) => emoji);
  expect(shown("thumb")).toEqual(["👍", "👎"]);
  expect(shown("UP thumbs")).toEqual(["👍"]);
  expect(shown("谢谢")).toEqual(["🙏"]);
  expect(shown("humb")).toEqual([]);
  expect(new Set(shown("")).size).toBe(shown("").length);
  expect(findEmoji("").every(({ emoji, en, zh }) => emoji && en && zh)).toBe(true);
});
