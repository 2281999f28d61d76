import { expect, test } from "vitest";
import en from "./en.json";
import zh from "./zh.json";

/** Chinese has one plural form where English has two. */
const base = (key: string) => key.replace(/_(one|other)$/, "");
const params = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test("both languages say everything", () => {
  const keys = (texts: object) => [...new Set(Object.keys(texts).map(base))].sort();
  expect(keys(zh)).toEqual(keys(en));
});

test("both languages take the same parameters", () => {
  const chinese = zh as Record<string, string>;
  const different = Object.entries(en).filter(([key, text]) => {
    const other = chinese[key] ?? chinese[`${base(key)}_other`];
    return JSON.stringify(params(text)) !== JSON.stringify(params(other ?? ""));
  });
  expect(different).toEqual([]);
});
