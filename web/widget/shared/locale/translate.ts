import { en, type TextKey } from "./en";
import { zh } from "./zh";

export type Lang = "en" | "zh";

/** The parameters that a text needs, read off its placeholders. */
type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never;
type Params<K extends TextKey> = [Placeholders<(typeof en)[K]>] extends [never]
  ? []
  : [params: Record<Placeholders<(typeof en)[K]>, string | number>];

export type Translate = <K extends TextKey>(key: K, ...params: Params<K>) => string;

const texts: Record<Lang, Record<TextKey, string>> = { en, zh };

/** The look-up for a language. A text asked for without one of its parameters does not compile. */
export function translator(lang: Lang): Translate {
  return (key, ...[params]) =>
    texts[lang][key].replace(/\{(\w+)\}/g, (_, name: string) => String((params as Record<string, unknown> | undefined)?.[name]));
}

/** "zh-Hans-CN" is Chinese; what is not ours is English, as on the server. */
export const knownLang = (tag: string | null | undefined): Lang => (/^zh\b/i.test(tag ?? "") ? "zh" : "en");

const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
const suffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };

/** A place in a line: "2nd" in English; Chinese texts bring the ordinal word themselves. */
export const ordinal = (lang: Lang, n: number) => (lang === "en" ? `${n}${suffixes[ordinals.select(n)] ?? "th"}` : String(n));
