import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Agent } from "./agent";
import { accessible, shut } from "./look";
import { pattern, type Lang } from "./texts";
import { Visitor } from "./visitor";

/** What nobody has written about yet, and what an agent knows of it. */
const said = {
  en: {
    question: "Do you lend out ladders for hanging up a ceiling lamp?",
    again: "can I borrow a ladder for a ceiling lamp?",
    replies: ["Hi! Thanks for waiting.", "We lend out ladders free of charge in every store. A ladder has to be back within 4 days."],
    fact: /4 days/,
    set: "Ladders",
    unknown: "Who won the football world cup in 1998?",
  },
  zh: {
    question: "你们可以出租婚礼用的椅子吗？",
    again: "婚礼椅子可以出租吗？",
    replies: ["您好，感谢您的等待。", "婚礼用的椅子可以出租，每把椅子每天 6 欧元。"],
    fact: /6 欧元/,
    set: "椅子出租",
    unknown: "1998年世界杯冠军是谁？",
  },
} as const;

const texts = Object.fromEntries(
  (["en", "zh"] as const).map((lang) => [lang, JSON.parse(readFileSync(new URL(`../console/locales/curation.${lang}.json`, import.meta.url), "utf8")) as Record<string, string>]),
) as Record<Lang, Record<string, string>>;

test.afterEach(shut);

for (const lang of ["en", "zh"] as const satisfies Lang[]) {
  test(`from a gap to an answer (${lang})`, async ({ browser }) => {
    test.setTimeout(300_000); // three people, ten pictures, five looks for accessibility
    const words = said[lang];
    const text = (key: string) => texts[lang][key] ?? key;
    const locale = lang === "en" ? "en-GB" : "zh-CN";
    const visitorPage = await (await browser.newContext({ locale })).newPage();
    const agentPage = await (await browser.newContext({ locale })).newPage();
    const managerPage = await (await browser.newContext({ locale })).newPage();
    const visitor = new Visitor(visitorPage, lang);
    const agent = new Agent(agentPage, lang);
    const manager = new Agent(managerPage, lang);
    const looks = async (name: string) => {
      for (const [size, width, height] of [["wide", 1440, 900], ["phone", 390, 844]] as const) {
        await managerPage.setViewportSize({ width, height });
        await managerPage.screenshot({ path: new URL(`output/pictures/${lang}-${name}-${size}.png`, import.meta.url).pathname });
      }
      await managerPage.setViewportSize({ width: 1440, height: 900 });
      await accessible(managerPage, name);
    };

    await test.step("a visitor asks what no article answers, and an agent knows", async () => {
      await visitor.open();
      await visitor.say(words.question);
      await visitor.reads(lang === "en" ? /couldn.t find/ : /没有找到/);
      await agent.signIn("wei@juniper.example");
      await agentPage.goto("/w/juniper/knowledge/gaps");
      await agentPage.getByRole("link", { name: words.question }).click();
      await agentPage.getByRole("link", { name: pattern(text("gaps.conversation")) }).first().click();
      for (const reply of words.replies) {
        await agent.composer.fill(reply);
        await agent.composer.press("Enter");
        await visitor.reads(reply);
      }
      await agent.button("action.resolve").first().click();
      await expect(agent.button("action.resolve")).toHaveCount(0);
    });

    await test.step("the question is a gap, the agent's answer a draft", async () => {
      await manager.signIn("tomas@juniper.example");
      await managerPage.goto("/w/juniper/knowledge/gaps");
      await managerPage.getByRole("link", { name: words.question }).click();
      await expect(managerPage.getByRole("heading", { name: words.question })).toBeVisible();
      await looks("gap");
      await managerPage.getByRole("button", { name: text("gaps.draft") }).click();
      await expect(managerPage.getByRole("textbox", { name: manager.text("article.title"), exact: true })).toHaveValue(words.question);
      await expect(managerPage.getByText(words.fact).first()).toBeVisible();
    });
    const article = managerPage.url().split("/").at(-1) ?? "";

    await test.step("a question set says what the draft makes better", async () => {
      await managerPage.goto("/w/juniper/knowledge/questions");
      await managerPage.getByRole("textbox", { name: text("questions.name") }).fill(words.set);
      await managerPage.getByRole("button", { name: text("questions.create") }).click();
      await expect(managerPage.getByRole("heading", { name: words.set })).toBeVisible();
      const file = [
        { id: "asked", lang, question: words.again, answerable: true, must_contain: [lang === "en" ? "4 days" : "6 欧元"] },
        { id: "football", lang, question: words.unknown, answerable: false },
      ];
      await managerPage.locator("input[type=file]").setInputFiles({ name: "set.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(file.map((line) => JSON.stringify(line)).join("\n")) });
      await expect(managerPage.getByText(words.again)).toBeVisible();
      await managerPage.goto(`${managerPage.url()}?article=${article}`);
      await managerPage.getByRole("button", { name: text("questions.run") }).click();
      await expect(managerPage.getByRole("heading", { name: text("report.title") })).toBeVisible();
      await expect(managerPage.getByText(text("change.better_word"), { exact: true })).toBeVisible({ timeout: 30_000 });
      await managerPage.getByText(words.again).click();
      await expect(managerPage.getByText(words.fact).first()).toBeVisible();
      await looks("report");
      await managerPage.goto("/w/juniper/knowledge/questions");
      await expect(managerPage.getByText(words.set)).toBeVisible();
      await looks("sets");
    });

    await test.step("published, the bot answers, and the gap shows it", async () => {
      await managerPage.goto(`/w/juniper/knowledge/${article}`);
      await manager.button("article.publish").first().click();
      await expect(managerPage.getByText(manager.text("article.status_published")).first()).toBeVisible();
      const next = new Visitor(await (await browser.newContext({ locale })).newPage(), lang);
      await next.open();
      await next.say(words.again);
      await next.reads(words.fact);
      await managerPage.goto("/w/juniper/knowledge/gaps?status=closed");
      await managerPage.getByRole("link", { name: words.question }).click();
      await expect(managerPage.getByText(text("gaps.after"))).toBeVisible();
      await expect(managerPage.getByText(text("gaps.missed_of_other").replace("{missed}", "0").replace("{count}", "1")).or(managerPage.getByText("0 of 1 question"))).toBeVisible();
      await looks("closed");
      await managerPage.goto("/w/juniper/knowledge/figures");
      await expect(managerPage.getByRole("table")).toBeVisible();
      await looks("figures");
      await managerPage.goto("/w/juniper/knowledge");
      await expect(managerPage.getByRole("link", { name: text("nav.gaps") })).toBeVisible();
      await looks("knowledge");
    });
  });
}
