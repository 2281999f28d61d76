import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { Agent } from "./agent";
import { accessible, shut } from "./look";
import { type Lang } from "./texts";
import { zip } from "./zip";

const said = {
  en: {
    title: "Juniper lamp recycling",
    body: "Old lamps go into the green bin at the shop's entrance. We pay **€4** for each.",
    question: "What do you pay for an old lamp?",
    fact: /€4/,
    search: "recycling old lamps",
    picture: "The green bin",
  },
  zh: {
    title: "旧灯回收",
    body: "旧灯可以放进店门口的绿色回收箱，每盏灯我们支付 **4 欧元**。",
    question: "回收一盏旧灯你们付多少钱？",
    fact: /4 欧元/,
    search: "旧灯回收",
    picture: "绿色回收箱",
  },
} as const;

test.afterEach(shut);

for (const lang of ["en", "zh"] as const satisfies Lang[]) {
  test(`an import becomes answers and help pages (${lang})`, async ({ browser }) => {
    const words = said[lang];
    const texts = JSON.parse(readFileSync(new URL(`../console/locales/library.${lang}.json`, import.meta.url), "utf8")) as Record<string, string>;
    const text = (key: string) => texts[key] ?? key;
    const page = await (await browser.newContext({ locale: lang === "en" ? "en-GB" : "zh-CN" })).newPage();
    const picture = (name: string, of: Page = page) => of.screenshot({ path: new URL(`output/pictures/${lang}-${name}.png`, import.meta.url).pathname, fullPage: of !== page });
    const agent = new Agent(page, lang);

    await test.step("a curator drops an archive and sees what would change", async () => {
      await agent.signIn("tomas@juniper.example");
      await page.goto("/w/juniper/knowledge/imports");
      const archive = zip({
        [`${lang}/shop/lamps.md`]: `# ${words.title}\n\n${words.body}\n\n![${words.picture}](../img/bin.png)`,
        [`${lang}/img/bin.png`]: await page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 200 } }),
        [`${lang}/broken.pdf`]: "%PDF-1.4 nothing",
      });
      await page.locator("input[type=file]").first().setInputFiles({ name: `lamps-${lang}.zip`, mimeType: "application/zip", buffer: archive });
      await picture("import-new");
      await accessible(page, "new import");
      await page.getByRole("button", { name: text("imports.read") }).click();
      await expect(page.getByText(text("imports.text_planned"))).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText(words.title)).toBeVisible();
      await page.getByRole("button", { name: text("imports.failed") }).click();
      await expect(page.getByText("broken.pdf").first()).toBeVisible();
      await picture("import-plan");
      await accessible(page, "import plan");
    });

    await test.step("applied, the bot answers from it", async () => {
      await page.getByRole("button", { name: text("imports.apply_other").replace("{count}", "1").replace("changes", "change") }).click();
      await expect(page.getByText(text("imports.text_done"))).toBeVisible({ timeout: 30_000 });
      await page.getByRole("textbox", { name: agent.text("test.question") }).fill(words.question);
      await agent.button("test.ask").click();
      await expect(page.getByText(words.fact).first()).toBeVisible();
      await picture("import-done");
    });

    await test.step("visitors read it in the help centre", async () => {
      const reader = await (await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme: "dark", locale: lang === "en" ? "en-GB" : "zh-CN" })).newPage();
      await reader.goto("/help/juniper");
      await expect(reader).toHaveURL(new RegExp(`/help/juniper/${lang}/$`));
      await picture("help-home", reader);
      await accessible(reader, "help home");
      await reader.getByRole("searchbox").fill(words.search);
      await reader.getByRole("searchbox").press("Enter");
      await picture("help-search", reader);
      await reader.getByRole("link", { name: words.title }).click();
      await expect(reader.getByRole("heading", { level: 1, name: words.title })).toBeVisible();
      const shown = reader.getByRole("img", { name: words.picture });
      await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThanOrEqual(320);
      await accessible(reader, "help article");
      await reader.locator("button[value=yes]").click();
      await expect(reader.getByRole("status")).toBeVisible();
      await picture("help-article", reader);
    });

    await test.step("the curator sees what the library says twice, side by side", async () => {
      const pair = page.locator("section[data-kind]").first();
      // The library is compared every minute, from the first one on.
      await expect(async () => {
        await page.goto("/w/juniper/knowledge/overlaps");
        await expect(pair).toBeVisible({ timeout: 5_000 });
      }).toPass({ timeout: 90_000 });
      await pair.getByRole("button", { expanded: false }).click();
      await expect(pair.getByRole("article")).toHaveCount(2);
      await expect(pair.getByRole("article").last().locator("p").first()).toBeVisible();
      await picture("overlaps");
      await accessible(page, "overlaps");
    });
  });
}
