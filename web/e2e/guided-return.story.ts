import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Agent } from "./agent";
import { accessible, picture, shut } from "./look";
import type { Lang } from "./texts";
import { Visitor } from "./visitor";

/** What a visitor says of a return, in the words of the demo's flow. */
const said = {
  en: {
    begins: "I want to return the Oslo desk lamp, order ORD-203962",
    right: "Yes, that's right",
    asks: "how long does a refund take?",
    arrived: /On which day/,
    reason: "It arrived damaged",
    photo: /photo of the damage/,
    yes: "Yes",
    label: /return label go/,
    refund: /working days/,
    mail: "ada.chen@example.com",
    check: /Is it all right/,
    done: /sends the label to ada/,
    facts: ["Order number", "Reason", "E-mail"],
  },
  zh: {
    begins: "我想退货，订单号 ORD-203962，买的台灯",
    right: "没错",
    asks: "多久能退款？",
    arrived: /哪天收到/,
    reason: "收到时已损坏",
    photo: /损坏处的照片/,
    yes: "是",
    label: /退货面单发到哪里/,
    refund: /工作日|天/,
    mail: "wei.chen@example.cn",
    check: /都对吗/,
    done: /退货面单将发送到 wei/,
    facts: ["订单号", "退货原因", "邮箱"],
  },
} as const;

const texts = Object.fromEntries(
  (["en", "zh"] as const).map((lang) => [lang, JSON.parse(readFileSync(new URL(`../console/locales/flows.${lang}.json`, import.meta.url), "utf8")) as Record<string, string>]),
) as Record<Lang, Record<string, string>>;

test.afterEach(shut);

for (const lang of ["en", "zh"] as const satisfies Lang[]) {
  test(`a guided return (${lang})`, async ({ browser }) => {
    test.setTimeout(300_000); // two people, a dozen pictures, five looks for accessibility
    const words = said[lang];
    const text = (key: string) => texts[lang][key] ?? key;
    const locale = lang === "en" ? "en-GB" : "zh-CN";
    const visitorPage = await (await browser.newContext({ locale })).newPage();
    const visitor = new Visitor(visitorPage, lang);
    const choose = (name: string) => visitor.frame.getByRole("button", { name, exact: true }).click();

    await test.step("the visitor is guided, and asks something in between", async () => {
      await visitor.open();
      await visitor.say(words.begins);
      await expect(visitor.frame.getByRole("definition").first()).toHaveText("ORD-203962");
      await picture(visitorPage, `${lang}-flow-card`);
      await accessible(visitorPage, "card");
      await choose(words.right);
      await visitor.reads(words.arrived);
      await visitor.frame.locator("input[type=date]").fill(new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10));
      await picture(visitorPage, `${lang}-flow-date`);
      await visitor.frame.getByRole("button", { name: visitor.text("ask.use_day") }).click();
      await expect(visitor.frame.getByRole("button", { name: words.reason })).toBeVisible();
      await picture(visitorPage, `${lang}-flow-choices`);
      await accessible(visitorPage, "choices");
      await choose(words.reason);
      await visitor.reads(words.photo);
      await visitor.say(words.asks);
      await visitor.reads(words.refund);
      await choose(words.yes);
      await visitor.reads(words.label);
      await visitor.say(words.mail);
      await visitor.reads(words.check);
      await picture(visitorPage, `${lang}-flow-review`);
      await choose(words.right);
      await visitor.reads(words.done);
    });

    const agentPage = await (await browser.newContext({ locale })).newPage();
    agentPage.setDefaultTimeout(20_000);
    const agent = new Agent(agentPage, lang);
    await test.step("the agent has the form in the brief", async () => {
      await agent.signIn("wei@juniper.example");
      await agentPage.goto("/w/juniper/inbox/waiting");
      await agentPage.getByRole("link").filter({ hasText: words.begins }).first().click();
      for (const fact of words.facts) await expect(agentPage.getByText(fact, { exact: true }).first()).toBeVisible();
      await picture(agentPage, `${lang}-flow-brief`);
      // Nobody is to wait when other stories fill the same agents' places.
      await visitor.button("waiting.cancel").click();
      await expect(visitor.button("waiting.cancel")).toBeHidden();
    });

    const adminPage = await (await browser.newContext({ locale })).newPage();
    adminPage.setDefaultTimeout(20_000);
    const admin = new Agent(adminPage, lang);
    const looks = async (name: string) => {
      for (const [size, width, height] of [["wide", 1440, 900], ["phone", 390, 844]] as const) {
        await adminPage.setViewportSize({ width, height });
        await picture(adminPage, `${lang}-${name}-${size}`);
      }
      await adminPage.setViewportSize({ width: 1440, height: 900 });
      await accessible(adminPage, name);
    };
    await test.step("an admin plays the flow, breaks it and is told where", async () => {
      await admin.signIn("hanna@juniper.example");
      await adminPage.goto("/w/juniper/settings/flows");
      await adminPage.getByRole("link", { name: /Return request/ }).click();
      await adminPage.getByRole("button", { name: text("play_begin"), exact: true }).click();
      await adminPage.getByRole("textbox", { name: text("play_say") }).fill("ORD-203962");
      await adminPage.getByRole("button", { name: text("play_send"), exact: true }).click();
      await expect(adminPage.getByText("ORD-203962", { exact: true }).last()).toBeVisible();
      await looks("flow-editor");
      await adminPage.goto("/w/juniper/settings/flows");
      await looks("flows");
      await adminPage.getByRole("textbox", { name: text("new_name") }).fill(`Repair ${lang}`);
      await adminPage.getByRole("button", { name: text("create"), exact: true }).click();
      await adminPage.getByRole("button", { name: text("add_first") }).click();
      await adminPage.getByRole("menuitem", { name: new RegExp(text("kind_ask")) }).click();
      await adminPage.getByRole("button", { name: text("save_draft") }).click();
      await expect(adminPage.getByText(text("fault_no_text"))).toBeVisible();
      await looks("flow-faults");
      await adminPage.getByRole("button", { name: text("delete"), exact: true }).click();
      await adminPage.getByRole("button", { name: text("delete_sure") }).click();
      await expect(adminPage.getByRole("link", { name: /Return request/ })).toBeVisible();
    });
  });
}
