import { expect, test, type Page } from "@playwright/test";
import { Agent } from "./agent";
import { accessible, shut } from "./look";
import { type Lang } from "./texts";
import { Visitor } from "./visitor";

/** What the story says, in each language; what is answered stands in the demo shop's articles. */
const said = {
  en: {
    question: "How many days do I have to return something?",
    answer: /30 days/,
    followUp: "and how long does the refund take?",
    followUpAnswer: /working days|days/,
    unknown: "Who won the football world cup in 1998?",
    angry: "This is ridiculous, third time I ask and nobody helps. You are useless!",
    person: "my order number is JH-20418 and I want a real human pls",
    order: "JH-20418",
    edit: " I have sent it on to the warehouse.",
    thanks: "Great, thank you so much, that helps!",
    photo: "broken lamp.png",
    label: "return label.pdf",
    note: "Promised a call back tomorrow",
    rating: "Quick and kind",
    title: "Juniper Club stamp cards",
    body: "# Stamp cards\n\nA full stamp card of the Juniper Club is worth a voucher of €17. You get a stamp for each order above €40.",
    ask: "What is a full stamp card of the Juniper Club worth?",
    fact: /€17/,
  },
  zh: {
    question: "退货期限是多少天？",
    answer: /30\s*天/,
    followUp: "那退款要多久？",
    followUpAnswer: /工作日|天/,
    unknown: "1998年世界杯冠军是谁？",
    angry: "太离谱了，问了三遍都没人管，你们简直是垃圾！",
    person: "我的订单号是 JH-20419，给我转人工",
    order: "JH-20419",
    edit: " 我已经转给仓库处理。",
    thanks: "太好了，非常感谢，帮了大忙！",
    photo: "坏掉的台灯.png",
    label: "退货标签.pdf",
    note: "答应明天回电",
    rating: "又快又耐心",
    title: "Juniper 会员集章卡",
    body: "# 集章卡\n\n集满一张 Juniper 会员集章卡可兑换 17 欧元代金券。每笔超过 40 欧元的订单可得一个章。",
    ask: "集满一张会员集章卡可以兑换什么？",
    fact: /17 欧元/,
  },
} as const;

test.afterEach(shut);

for (const lang of ["en", "zh"] as const satisfies Lang[]) {
  test(`the whole story (${lang})`, async ({ browser }) => {
    const words = said[lang];
    const locale = lang === "en" ? "en-GB" : "zh-CN";
    const visitorPage = await (await browser.newContext({ locale })).newPage();
    const agentPage = await (await browser.newContext({ locale })).newPage();
    const picture = (page: Page, name: string) => page.screenshot({ path: new URL(`output/pictures/${lang}-${name}.png`, import.meta.url).pathname });
    const visitor = new Visitor(visitorPage, lang);
    const agent = new Agent(agentPage, lang);

    await test.step("a visitor asks and gets an answer with its sources", async () => {
      await visitor.open();
      await visitor.say(words.question);
      await visitor.reads(words.answer);
      await picture(visitorPage, "widget-answer");
      await visitor.source(1).click();
      await expect(visitor.frame.getByRole("heading").first()).toBeVisible();
      await picture(visitorPage, "widget-source");
      await visitor.button("header.back").click();
      await visitor.say(words.followUp);
      await visitor.reads(words.followUpAnswer);
      await visitor.say(words.unknown);
      await visitor.reads(lang === "en" ? /couldn.t find/ : /没有找到/);
      await accessible(visitorPage, "widget");
    });

    await test.step("an upset visitor is offered a person, and gets one", async () => {
      await agent.signIn("wei@juniper.example");
      await agent.comeBack();
      await visitor.say(words.angry);
      await expect(visitor.button("offer.yes")).toBeVisible();
      await picture(visitorPage, "widget-offer");
      await visitor.say(words.person);
      await expect(visitor.button("waiting.cancel")).toBeVisible();
      await picture(visitorPage, "widget-waiting");
    });

    await test.step("the agent accepts and knows everything", async () => {
      // The demo's own waiting visitors are offered too; a card says what is wanted, and this one got no answer to that.
      const card = agentPage.getByRole("listitem").filter({ hasText: words.unknown }).filter({ has: agent.button("action.accept") });
      await expect(card).toBeVisible({ timeout: 30_000 });
      await picture(agentPage, "console-assignment");
      await card.getByRole("button", { name: agent.text("action.accept") }).click();
      await expect(agentPage.getByText(words.order).first()).toBeVisible();
      await expect(agentPage.getByRole("heading", { name: agent.text("panel.brief") })).toBeVisible();
      await expect(agentPage.getByText(agent.text("brief.why")).first()).toBeVisible();
      await expect(visitor.button("waiting.cancel")).toBeHidden();
      await expect(agent.button("action.insert").first()).toBeVisible();
      await picture(agentPage, "console-brief");
      await accessible(agentPage, "console");
    });

    await test.step("a suggestion is inserted, edited and sent; the visitor answers", async () => {
      await agent.composer.focus();
      await agentPage.keyboard.press("Tab");
      await expect(agent.composer).not.toBeEmpty();
      await agent.composer.press("End");
      await agent.composer.pressSequentially(words.edit);
      await agent.composer.press("Enter");
      await visitor.reads(words.edit.trim());
      await visitor.say(words.thanks);
      await expect(agent.thread.getByText(words.thanks)).toBeVisible();
    });

    await test.step("a picture comes from the visitor, a document goes back", async () => {
      const photo = { name: words.photo, mimeType: "image/png", buffer: await visitorPage.screenshot({ clip: { x: 0, y: 0, width: 320, height: 240 } }) };
      await visitor.attach([photo, { name: "page.html", mimeType: "text/html", buffer: Buffer.from("<!doctype html><script>1</script>") }]);
      await expect(visitor.frame.getByRole("alert")).toBeVisible();
      await visitor.frame.getByRole("button", { name: visitor.text("composer.remove", { name: "page.html" }) }).click();
      await expect(visitor.send).toBeEnabled();
      await visitor.send.click();
      const seen = agent.thread.getByRole("link", { name: new RegExp(words.photo) }).locator("img");
      await expect.poll(() => seen.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
      await agent.attach([{ name: words.label, mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") }]);
      await picture(agentPage, "console-files");
      await expect(agent.button("composer.send").first()).toBeEnabled();
      await agent.button("composer.send").first().click();
      const label = visitor.frame.getByRole("button", { name: visitor.text("file.save", { name: words.label }) });
      await expect(label).toBeVisible();
      const saved = visitorPage.waitForEvent("download");
      await label.click();
      expect((await saved).suggestedFilename()).toBe(words.label);
      await picture(visitorPage, "widget-files");
      await accessible(visitorPage, "widget with files");
      await accessible(agentPage, "console with files");
    });

    await test.step("a note stays inside, the conversation is resolved and rated", async () => {
      await agentPage.getByText(agent.text("composer.note"), { exact: true }).first().click();
      await agent.composer.fill(words.note);
      await agent.composer.press("Enter");
      await expect(agent.thread.getByText(words.note)).toBeVisible();
      await agent.button("action.resolve").first().click();
      await visitor.frame.getByRole("radio", { name: visitor.text("rating.5") }).or(visitor.frame.getByRole("button", { name: visitor.text("rating.5") })).first().click();
      await visitor.frame.getByRole("textbox", { name: visitor.text("rating.comment") }).fill(words.rating);
      await visitor.button("rating.send").click();
      await expect(agentPage.getByText(words.rating).first()).toBeVisible();
      await expect(visitor.frame.getByText(words.note)).toHaveCount(0);
      await picture(visitorPage, "widget-rated");
    });

    await test.step("a published article is in the bot's next answer within five seconds", async () => {
      const managerPage = await (await browser.newContext({ locale })).newPage();
      const manager = new Agent(managerPage, lang);
      await manager.signIn("tomas@juniper.example");
      await managerPage.goto("/w/juniper/knowledge");
      await manager.button("knowledge.new").first().click();
      await managerPage.getByRole("textbox", { name: manager.text("article.title"), exact: true }).fill(words.title);
      await managerPage.getByRole("textbox", { name: manager.text("article.body") }).fill(words.body);
      // Other articles in the list are published as well: only the server's answer tells that this one is.
      const stored = managerPage.waitForResponse((response) => new URL(response.url()).pathname.endsWith("/publish") && response.ok());
      await manager.button("article.publish").first().click();
      await stored;
      const published = Date.now();
      await visitor.say(words.ask);
      await visitor.reads(words.fact);
      expect(Date.now() - published).toBeLessThan(5_000);
      await managerPage.getByRole("textbox", { name: manager.text("test.question") }).fill(words.ask);
      await manager.button("test.ask").click();
      await expect(managerPage.getByText(manager.text("test.answered"))).toBeVisible();
      await picture(managerPage, "console-knowledge");
      await accessible(managerPage, "knowledge");
    });
  });
}
