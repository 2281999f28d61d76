import { readFileSync } from "node:fs";
import { en } from "../widget/shared/locale/en";
import { zh } from "../widget/shared/locale/zh";

export type Lang = "en" | "zh";

/**
 * The languages that a long story of the console is told in: one, since the others go through what
 * the languages share; both with FIRSTLINE_E2E_ALL=1.
 */
export const toldIn = (usual: Lang): Lang[] => (process.env.FIRSTLINE_E2E_ALL ? ["en", "zh"] : [usual]);

const widgetTexts: Record<Lang, Record<string, string>> = { en, zh };
const consoleTexts = Object.fromEntries(
  (["en", "zh"] as const).map((lang) => [
    lang,
    JSON.parse(readFileSync(new URL(`../console/locales/${lang}.json`, import.meta.url), "utf8")) as Record<string, string>,
  ]),
) as Record<Lang, Record<string, string>>;

function fill(text: string | undefined, key: string, params: Record<string, string>): string {
  if (text === undefined) throw new Error(`no text ${key}`);
  return text.replace(/\{\{?(\w+)\}?\}/g, (_, name: string) => params[name] ?? "");
}

/** A text of the widget, as its visitor reads it. */
export const widgetText = (lang: Lang, key: string, params: Record<string, string> = {}) => fill(widgetTexts[lang][key], key, params);

/** A text of the console, as its agent reads it. */
export const consoleText = (lang: Lang, key: string, params: Record<string, string> = {}) => fill(consoleTexts[lang][key], key, params);

/** A regular expression for a text whose parameters may be anything. */
export function pattern(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\{?\w+\}?\}/g, ".*"));
}

export const widgetPattern = (lang: Lang, key: string) => pattern(widgetTexts[lang][key] ?? "");
export const consolePattern = (lang: Lang, key: string) => pattern(consoleTexts[lang][key] ?? "");
