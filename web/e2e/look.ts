import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Browser, type Page } from "@playwright/test";
import { pattern, type Lang } from "./texts";

/** Nobody is kept out of what the page shows now. */
export async function accessible(page: Page, name: string) {
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(found.violations.map((v) => `${name}: ${v.id} ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`)).toEqual([]);
}

/** Keeps a picture for people to look at. */
export const picture = (page: Page, name: string) => page.screenshot({ path: new URL(`output/pictures/${name}.png`, import.meta.url).pathname });

/** The same on a wide screen and on a phone. */
export async function pictures(page: Page, name: string) {
  for (const [size, width, height] of [["wide", 1440, 900], ["phone", 390, 844]] as const) {
    await page.setViewportSize({ width, height });
    await picture(page, `${name}-${size}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** The texts of a part of the console that loads later; what may stand in a placeholder is not told. */
export function laterTexts(name: string, lang: Lang) {
  const texts = JSON.parse(readFileSync(new URL(`../console/locales/${name}.${lang}.json`, import.meta.url), "utf8")) as Record<string, string>;
  return (key: string) => {
    const text = texts[key];
    if (text === undefined) throw new Error(`no text ${name}:${key}`);
    return new RegExp(`^${pattern(text).source}$`);
  };
}

/** Shuts the windows of a story when it is told: left open, they would go on drawing beside the next. */
export async function shut({ browser }: { browser: Browser }) {
  await Promise.all(browser.contexts().map((windows) => windows.close()));
}
