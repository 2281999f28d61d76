import { expect, test } from "vitest";

type Texts = Record<string, string>;

const files = import.meta.glob<Texts>("./*.json", { eager: true, import: "default" });

/** The English file of each namespace, with the Chinese one: "en.json", "teams.en.json". */
const pairs = Object.keys(files)
  .filter((name) => /[./]en\.json$/.test(name))
  .map((name) => ({ name, en: files[name] ?? {}, zh: files[name.replace(/en\.json$/, "zh.json")] ?? {} }));

/** Chinese has one plural form where English has two; an English singular need not say its number. */
const base = (key: string) => key.replace(/_(one|other)$/, "");
const params = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test.each(pairs)("$name: both languages say everything", ({ en, zh }) => {
  const keys = (texts: Texts) => [...new Set(Object.keys(texts).map(base))].sort();
  expect(keys(zh)).toEqual(keys(en));
});

test.each(pairs)("$name: both languages take the same parameters", ({ en, zh }) => {
  const different = Object.entries(en).filter(([key, text]) => {
    const other = zh[key] ?? zh[`${base(key)}_other`];
    const said = (of: string) => JSON.stringify(params(of).filter((name) => name !== "count" || !key.endsWith("_one")));
    return said(text) !== said(other ?? "");
  });
  expect(different).toEqual([]);
});
