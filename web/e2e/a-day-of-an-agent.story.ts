import { readFileSync } from "node:fs";
import { expect, test, type APIRequestContext, type Browser, type Page } from "@playwright/test";
import { Agent, password } from "./agent";
import { identify, signed } from "./identity";
import { accessible, laterTexts, picture, pictures, shut } from "./look";
import { Mailbox } from "./mailbox";
import { toldIn } from "./texts";
import { Visitor } from "./visitor";

/** What is said in the story; the visitor's name is of the shop's signature. */
const said = {
  en: {
    name: "Noor Haddad",
    person: "can I talk to a human please? order JH-30771",
    call: "could you look at this one?",
    advice: "Offer a new leg, we have some left",
    pass: "Wants a new leg by Friday",
    reply: "A new leg is on its way. Does Friday suit you?",
    answered: "Friday is perfect",
    phone: "is my table leg still under warranty?",
    mail: "noor@mail.example",
  },
  zh: {
    name: "何诺",
    person: "可以转人工吗？订单号 JH-30772",
    call: "帮我看看这个",
    advice: "可以补发一条桌腿，还有库存",
    pass: "希望周五前收到新桌腿",
    reply: "新桌腿已经寄出，周五送到可以吗？",
    answered: "周五可以",
    phone: "桌腿还在保修期内吗？",
    mail: "nuo@mail.example",
  },
} as const;

const colleague = "Priya Nair";

/** The secret that the shop's server signs with, made by its admin; the one before counts for another day. */
async function shopSecret(admin: APIRequestContext, origin: string): Promise<string> {
  const headers = { origin };
  const me = (await (await admin.post("/v1/session", { data: { email: "hanna@juniper.example", password }, headers })).json()) as { workspaces: { id: string }[] };
  const made = await admin.post(`/v1/workspaces/${me.workspaces[0]?.id}/identity-secret`, { headers });
  return ((await made.json()) as { secret: string }).secret;
}

test.afterEach(shut);

for (const lang of toldIn("zh")) {
  test(`a day of an agent (${lang})`, async ({ browser, baseURL }) => {
    test.setTimeout(300_000); // four windows, nine pictures, three looks for accessibility
    // Somebody new each time, so that a run finds nothing of the one before.
    const who = Date.now().toString(36);
    const words = { ...said[lang], name: `${said[lang].name} ${who}` };
    const [handling, deadlines] = [laterTexts("handling", lang), laterTexts("deadlines", lang)];
    const fresh = async (from: Browser) => {
      const page = await (await from.newContext({ locale: lang === "en" ? "en-GB" : "zh-CN", acceptDownloads: true })).newPage();
      page.setDefaultTimeout(20_000);
      return page;
    };
    const mailPort = Number(process.env.FIRSTLINE_E2E_MAIL ?? 0); // of the server's mail server, if it has one
    const mailbox = new Mailbox(mailPort);
    const [visitorPage, phonePage, weiPage, priyaPage] = [await fresh(browser), await fresh(browser), await fresh(browser), await fresh(browser)];
    const [visitor, phone] = [new Visitor(visitorPage, lang), new Visitor(phonePage, lang)];
    const [wei, priya] = [new Agent(weiPage, lang), new Agent(priyaPage, lang)];
    const row = (page: Page) => page.locator("[data-row]").filter({ hasText: words.name });
    const more = async (agent: Agent, item: RegExp) => {
      await agent.button("action.more").click();
      await agent.page.getByRole("menuitem", { name: item }).click();
    };
    const write = (agent: Agent, mode: "note" | "reply") => agent.page.getByRole("radiogroup", { name: agent.text("composer.mode") }).getByText(agent.text(`composer.${mode}`), { exact: true }).click();
    const note = async (agent: Agent, text: string) => {
      await write(agent, "note");
      await agent.composer.pressSequentially(text);
    };

    await test.step("what is promised is seen at once, and reported by week", async () => {
      await priya.signIn("priya@juniper.example");
      await priyaPage.goto("/w/juniper/follow-ups/deadlines");
      await expect(priyaPage.getByText(deadlines("goal_next_reply")).first()).toBeVisible();
      await expect(priyaPage.getByRole("table")).toHaveCount(3); // what was kept, by week, and the ratings
      await pictures(priyaPage, `${lang}-deadlines`);
      await accessible(priyaPage, "deadlines");
      const download = priyaPage.waitForEvent("download");
      await priyaPage.getByRole("button", { name: deadlines("csv") }).click();
      const file = readFileSync(await (await download).path(), "utf8");
      expect(file).toContain("week,team,promise,met,missed,share_met_percent,median_seconds");
      expect(file).toMatch(/\d{4}-\d\d-\d\d,Orders & Delivery,first_reply,\d+,\d+,\d+,\d+/);
    });

    let token = "";
    await test.step("a customer who is signed in at the shop asks for a person", async () => {
      token = signed(await shopSecret((await browser.newContext({ baseURL })).request, new URL(baseURL ?? "").origin), { sub: who, name: words.name, attributes: { club: "gold" } });
      await wei.signIn("wei@juniper.example");
      await wei.comeBack();
      await visitor.open();
      await identify(visitorPage, token);
      await visitor.say(words.person);
      await expect(visitor.button("waiting.cancel")).toBeVisible();
    });

    await test.step("the agent takes it, and asks a colleague in a note", async () => {
      await weiPage.goto("/w/juniper/inbox/waiting");
      await row(weiPage).first().click();
      // Whoever it was offered to: an agent may always take it.
      await weiPage.getByRole("region", { name: words.name }).getByRole("button", { name: new RegExp(`^${wei.text("action.take")}`) }).click();
      await expect(visitor.button("waiting.cancel")).toBeHidden();
      await note(wei, "@Priya");
      await weiPage.getByRole("option", { name: colleague }).click();
      await wei.composer.fill(`@${colleague} ${words.call}`); // at once: typed letter by letter a busy machine takes its time
      await wei.composer.press("Enter");
      await expect(wei.thread.getByText(words.call)).toBeVisible();
      await priyaPage.goto("/w/juniper/inbox/mentions");
      await row(priyaPage).first().click();
      await expect(priya.thread.getByText(words.call)).toBeVisible();
      await note(priya, words.advice);
      await priya.composer.press("Enter");
      await expect(wei.thread.getByText(words.advice)).toBeVisible();
      await picture(weiPage, `${lang}-consult`);
    });

    await test.step("passed on with a note, which stands above the thread", async () => {
      await more(wei, new RegExp(`^${wei.text("action.transfer")}`));
      await weiPage.getByRole("combobox", { name: wei.text("transfer.to") }).fill("Priya");
      await weiPage.getByRole("option", { name: /Priya/ }).click();
      await weiPage.getByRole("textbox", { name: wei.text("transfer.note") }).fill(words.pass);
      await picture(weiPage, `${lang}-transfer`);
      await weiPage.getByRole("dialog").getByRole("button", { name: wei.text("action.transfer") }).click();
      await expect(priyaPage.getByRole("region", { name: handling("pinned.title") }).getByText(words.pass)).toBeVisible();
      await expect(visitor.frame.getByText(words.pass)).toHaveCount(0);
    });

    await test.step("answered and put aside until the visitor answers", async () => {
      await write(priya, "reply");
      await priya.composer.fill(words.reply);
      await priya.button("composer.more").click();
      await expect(priyaPage.getByText(handling("send.answer"))).toBeVisible();
      await picture(priyaPage, `${lang}-send-later`);
      await priyaPage.getByText(handling("send.answer")).click();
      await visitor.reads(words.reply);
      await expect(priya.thread.getByText(handling("line.snoozed"))).toBeVisible();
      await priyaPage.goto("/w/juniper/inbox/mine");
      await expect(row(priyaPage)).toHaveCount(0);
      await visitor.say(words.answered);
      await row(priyaPage).first().click();
      await expect(priya.thread.getByText(handling("line.woken_visitor"))).toBeVisible();
    });

    await test.step("what the same customer asked on the phone goes on in one place", async () => {
      await phone.open();
      await phone.say(words.phone);
      await expect(phone.messages.getByText(words.phone)).toBeVisible();
      await identify(phonePage, token);
      await expect(async () => {
        await more(priya, handling("menu.merge"));
        await expect(priyaPage.getByRole("dialog").getByRole("button", { name: handling("merge.do") })).toBeVisible({ timeout: 2_000 });
      }).toPass();
      await picture(priyaPage, `${lang}-merge`);
      await accessible(priyaPage, "merge");
      await priyaPage.getByRole("dialog").getByRole("button", { name: handling("merge.do") }).click();
      await expect(priya.thread.getByText(handling("line.merged"))).toBeVisible();
      await picture(priyaPage, `${lang}-merged`);
    });

    await test.step("the visitor has it by e-mail while it goes on", async () => {
      if (mailPort === 0) return;
      await visitor.button("transcript.ask").first().click();
      await visitor.frame.getByRole("textbox", { name: visitor.text("waiting.email_label") }).fill(words.mail);
      await picture(visitorPage, `${lang}-transcript`);
      await visitor.frame.getByRole("button", { name: visitor.text("transcript.send"), exact: true }).first().click();
      await expect(visitor.frame.getByText(visitor.text("transcript.done", { email: words.mail }))).toBeVisible();
      await expect.poll(() => mailbox.mails.length, { timeout: 20_000 }).toBeGreaterThan(0);
      expect(mailbox.mails[0]).toContain(words.mail);
      await expect(priya.thread.getByText(handling("line.transcript_sent"))).toBeVisible();
      await accessible(visitorPage, "transcript");
    });
    // Nobody is to be held when other stories fill the same agents' places.
    await priya.button("action.resolve").first().click();
    await expect(priya.button("action.resolve")).toHaveCount(0);
    mailbox.close();
  });
}
