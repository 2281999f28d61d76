import { expect, test } from "vitest";
import { en, type TextKey } from "./en";
import { knownLang, ordinal, translator } from "./translate";
import { zh } from "./zh";

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

test("both languages have the same keys and placeholders, and no text is empty", () => {
  expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  for (const key of Object.keys(en) as TextKey[]) {
    expect(placeholders(zh[key]), key).toEqual(placeholders(en[key]));
    expect(zh[key].trim(), key).not.toBe("");
  }
});

test("fills placeholders, whatever is in them", () => {
  expect(translator("en")("waiting.position", { position: ordinal("en", 2) })).toBe("You are 2nd in line");
  expect(translator("zh")("waiting.position", { position: ordinal("zh", 2) })).toBe("您排在第 2 位");
  expect(translator("en")("thread.said", { name: "{text}", text: "$& hi" })).toBe("{text}: $& hi");
});

test("ordinals", () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103].map((n) => ordinal("en", n))).toEqual(
    ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "103rd"],
  );
});

test("languages", () => {
  expect(["zh", "zh-Hans-CN", "ZH-tw", "en-GB", "de", "", null].map(knownLang)).toEqual(["zh", "zh", "zh", "en", "en", "en", "en"]);
});
