import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Locator } from "@playwright/test";
import { Agent } from "./agent";
import { identify, signed } from "./identity";
import { accessible, picture, shut } from "./look";
import { type Lang, toldIn } from "./texts";
import { Visitor } from "./visitor";

/** Where the shop's own system listens, which the story's actions call: web/e2e/backend. */
const listen = `127.0.0.1:${process.env.FIRSTLINE_E2E_SHOP ?? "8197"}`;
const backend = `http://${listen}`;
let folder = "";
let shop: ChildProcess | undefined;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "firstline-shop-")); // here: the file is also read where no test runs
  const binary = join(folder, "backend");
  execFileSync("go", ["build", "-o", binary, "./e2e/backend"], { cwd: new URL("..", import.meta.url).pathname });
  shop = spawn(binary, ["--listen", listen], { stdio: "inherit" });
  await expect.poll(() => fetch(`${backend}/cancelled`).then((answer) => answer.status, () => 0)).toBe(200);
});

test.afterAll(() => {
  shop?.kill();
  if (folder) rmSync(folder, { recursive: true });
});

/** What admin and visitor write; each language's action and flow are its own. */
const said = {
  en: { order: "ORD-204518", title: "Cancel this order", label: "Order", refund: "Refund number", chip: "Cancel an order", asks: "Which order should I cancel?", passes: "Cancelled; refund {refund}, parcel at {place}. A colleague takes it from there." },
  zh: { order: "ORD-203962", title: "取消该订单", label: "订单", refund: "退款单号", chip: "取消订单", asks: "要取消哪个订单？", passes: "已取消，退款单号 {refund}，包裹在 {place}。同事会继续处理。" },
} as const;

const load = (name: string) =>
  Object.fromEntries(
    (["en", "zh"] as const).map((lang) => [lang, JSON.parse(readFileSync(new URL(`../console/locales/${name}.${lang}.json`, import.meta.url), "utf8")) as Record<string, string>]),
  ) as Record<Lang, Record<string, string>>;
const texts = { actions: load("actions"), flows: load("flows") };

test.afterEach(shut);

for (const lang of toldIn("en")) {
  test(`a guided cancellation in the shop's system (${lang})`, async ({ browser }) => {
    test.setTimeout(300_000); // three people, six pictures, three looks for accessibility
    const words = said[lang];
    const action = (key: string) => texts.actions[lang][key] ?? key;
    const flow = (key: string, params: Record<string, string> = {}) => (texts.flows[lang][key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
    const locale = lang === "en" ? "en-GB" : "zh-CN";
    const page = await (await browser.newContext({ locale })).newPage();
    page.setDefaultTimeout(20_000);
    const admin = new Agent(page, lang);
    const both = (label: string) => `${label}${lang === "en" ? " (English)" : "（中文）"}`;
    const choose = async (field: Locator, option: string | RegExp) => {
      await field.click();
      await page.getByRole("option", { name: option }).click();
    };
    /** Of a list of several the field lies under its pills; the keyboard opens it. */
    const choosePart = async (field: Locator, option: string) => {
      await field.focus();
      await field.press("ArrowDown");
      await page.getByRole("option", { name: option }).click();
      await field.press("Escape");
    };
    const looks = async (name: string) => {
      for (const [size, width, height] of [["wide", 1440, 900], ["phone", 390, 844]] as const) {
        await page.setViewportSize({ width, height });
        await page.screenshot({ path: new URL(`output/pictures/${lang}-${name}-${size}.png`, import.meta.url).pathname, fullPage: true });
      }
      await page.setViewportSize({ width: 1440, height: 900 });
      await accessible(page, name);
    };
    const part = (title: string) => page.getByRole("region", { name: action(title), exact: true });
    const outputs = part("outputs");
    const save = async () => {
      await page.getByRole("button", { name: action("save"), exact: true }).click();
      await expect(page.getByText(action("saved"), { exact: true })).toBeVisible();
    };

    await test.step("an admin makes an action of a tool", async () => {
      await admin.signIn("hanna@juniper.example");
      await page.goto("/w/juniper/settings/actions");
      await page.getByRole("button", { name: action("server_add") }).click();
      await page.getByRole("textbox", { name: action("server_name"), exact: true }).fill(`Warehouse ${lang}`);
      await page.getByRole("textbox", { name: action("server_url") }).fill(`${backend}/mcp`);
      await page.getByRole("button", { name: action("server_connect"), exact: true }).click();
      const server = page.getByRole("listitem").filter({ hasText: `Warehouse ${lang}` });
      await server.getByRole("link", { name: action("tool_use") }).click();
      await part("basics").getByRole("textbox", { name: action("name"), exact: true }).fill(`find_parcel_${lang}`);
      await page.getByRole("button", { name: action("output_add") }).click();
      await outputs.getByRole("textbox", { name: action("output_name"), exact: true }).fill("place");
      await outputs.getByRole("textbox", { name: both(action("output_label")) }).fill("Shelf");
      await page.getByRole("textbox", { name: action("output_path") }).fill("place");
      await page.getByRole("switch", { name: action("gate_writes") }).uncheck({ force: true });
      await page.getByRole("switch", { name: action("enabled"), exact: true }).check({ force: true });
      await save();
    });

    await test.step("and one of a request, and tries it", async () => {
      await page.goto("/w/juniper/settings/actions/new");
      await page.getByRole("textbox", { name: both(action("action_title")) }).fill(words.title);
      await part("basics").getByRole("textbox", { name: action("name"), exact: true }).fill(`cancel_order_${lang}`);
      await page.getByRole("textbox", { name: action("description") }).fill("Cancels an order.");
      await choose(page.getByRole("combobox", { name: action("method") }), "POST");
      await page.getByRole("textbox", { name: action("url"), exact: true }).fill(`${backend}/orders/{number}/cancel`);
      await page.getByRole("button", { name: action("header_add") }).click();
      await page.locator("input[type=password]").fill("shop-secret");
      const inputs = part("inputs");
      for (const [at, name, label] of [[0, "number", words.label], [1, "customer", "Customer"]] as const) {
        await inputs.getByRole("button", { name: action("input_add") }).click();
        await inputs.getByRole("textbox", { name: action("input_name"), exact: true }).nth(at).fill(name);
        await inputs.getByRole("textbox", { name: both(action("input_label")) }).nth(at).fill(label);
      }
      await choose(inputs.getByRole("combobox", { name: action("input_from") }).nth(1), action("from_external_id"));
      await page.getByRole("button", { name: action("output_add") }).click();
      await outputs.getByRole("textbox", { name: action("output_name"), exact: true }).fill("refund");
      await outputs.getByRole("textbox", { name: both(action("output_label")) }).fill(words.refund);
      await page.getByRole("textbox", { name: action("output_path") }).fill("refund.number");
      await page.getByRole("switch", { name: action("gate_writes") }).check({ force: true });
      await page.getByRole("switch", { name: action("enabled"), exact: true }).check({ force: true });
      const trial = part("try");
      await trial.getByRole("textbox").nth(0).fill(`TRY-${lang}`);
      await trial.getByRole("textbox").nth(1).fill("c-try");
      await trial.getByRole("button", { name: action("try_run"), exact: true }).click();
      await expect(trial.getByText(`RF-TRY-${lang}`)).toBeVisible();
      await looks("action-editor");
      await save();
    });

    await test.step("lays out a flow of both, plays and publishes it", async () => {
      await page.goto("/w/juniper/settings/flows");
      await page.getByRole("textbox", { name: flow("new_name") }).fill(`Cancellation ${lang}`);
      await page.getByRole("button", { name: flow("create"), exact: true }).click();
      await page.getByRole("textbox", { name: both(flow("starter")) }).fill(words.chip);
      const add = async (name: string, kind: string) => {
        await page.getByRole("button", { name }).click();
        await page.getByRole("menuitem", { name: new RegExp(`^${flow(`kind_${kind}`)}`) }).click();
      };
      const step = (number: number, name: string) => page.getByRole("article", { name: flow("step_named", { number: String(number), name }) });
      await add(flow("add_first"), "ask");
      await step(1, "ask").getByRole("textbox", { name: both(flow("text_ask")) }).fill(words.asks);
      await step(1, "ask").getByRole("textbox", { name: both(flow("field_label")) }).fill(words.label);
      await choose(step(1, "ask").getByRole("combobox", { name: flow("field_kind") }), flow("field_order_number"));
      await add(flow("add_after", { name: "ask" }), "action");
      await choose(step(2, "action").getByRole("combobox", { name: flow("action"), exact: true }), /findParcel/);
      await step(2, "action").getByRole("textbox", { name: flow("input", { name: "order" }) }).fill("{ask}");
      await choosePart(step(2, "action").getByLabel(flow("save")), "place");
      await add(flow("add_after", { name: "action" }), "action");
      await choose(step(3, "action-2").getByRole("combobox", { name: flow("action"), exact: true }), words.title);
      await step(3, "action-2").getByRole("textbox", { name: flow("input", { name: words.label }) }).fill("{ask}");
      await choosePart(step(3, "action-2").getByLabel(flow("save")), "refund");
      await add(flow("add_after", { name: "action-2" }), "handoff");
      await step(4, "handoff").getByRole("textbox", { name: both(flow("text_handoff")) }).fill(words.passes);
      await page.getByRole("button", { name: flow("play_begin"), exact: true }).click();
      await page.getByRole("textbox", { name: flow("play_say") }).fill(words.order);
      await page.getByRole("button", { name: flow("play_send"), exact: true }).click();
      await expect(page.getByRole("log").getByText("‹place›")).toBeVisible();
      await page.getByRole("button", { name: flow("publish"), exact: true }).click();
      await expect(page.getByText(flow("published", { number: "1" }))).toBeVisible();
    });

    const visitorPage = await (await browser.newContext({ locale })).newPage();
    const visitor = new Visitor(visitorPage, lang);
    const customer = `c-${lang}-${Date.now().toString(36)}`;
    await test.step("a customer whom the shop knows confirms the write, once", async () => {
      const me = (await (await page.request.get("/v1/session")).json()) as { workspaces: { id: string }[] };
      const made = await page.request.post(`/v1/workspaces/${me.workspaces[0]?.id}/identity-secret`, { headers: { origin: new URL(page.url()).origin } });
      const { secret } = (await made.json()) as { secret: string };
      await visitor.open();
      await identify(visitorPage, signed(secret, { sub: customer }));
      await visitor.frame.getByRole("button", { name: words.chip, exact: true }).click();
      await visitor.reads(words.asks);
      await visitor.say(words.order);
      const card = visitor.frame.getByRole("region", { name: visitor.text("confirm.label") });
      await expect(card.getByRole("heading", { name: words.title })).toBeVisible();
      await expect(card.getByRole("definition")).toHaveText([words.order, customer]);
      await picture(visitorPage, `${lang}-action-card`);
      await accessible(visitorPage, "action card");
      await card.getByRole("button", { name: visitor.text("confirm.yes") }).click();
      await visitor.reads(`RF-${words.order}`);
      await visitor.reads(`A7/${words.order}`);
      const done = (await (await visitorPage.request.get(`${backend}/cancelled`)).json()) as { order: string; customer: string; key: string }[];
      const mine = done.filter((one) => one.customer === customer);
      expect(mine.map((one) => one.order)).toEqual([words.order]);
      expect(mine[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
    });

    await test.step("the audit has every call", async () => {
      await page.goto("/w/juniper/settings/actions/calls");
      const row = (name: string) => page.getByRole("listitem").filter({ hasText: name }).filter({ hasText: words.order });
      await expect(row(`cancel_order_${lang}`).filter({ hasText: action("confirmed_visitor") })).toContainText(action("outcome_done"));
      await expect(row(`find_parcel_${lang}`)).toContainText(action("by_flow"));
      await looks("action-calls");
    });

    await test.step("and the agent the form with what came of it", async () => {
      const agentPage = await (await browser.newContext({ locale })).newPage();
      agentPage.setDefaultTimeout(20_000);
      const agent = new Agent(agentPage, lang);
      await agent.signIn("wei@juniper.example");
      await agentPage.goto("/w/juniper/inbox/waiting");
      await agentPage.getByRole("link").filter({ hasText: words.chip }).first().click();
      for (const fact of [words.order, `RF-${words.order}`, `A7/${words.order}`]) await expect(agentPage.getByText(fact, { exact: true }).first()).toBeVisible();
      await picture(agentPage, `${lang}-action-brief`);
      // Nobody is to wait when other stories fill the same agents' places.
      await visitor.button("waiting.cancel").click();
      await expect(visitor.button("waiting.cancel")).toBeHidden();
    });
  });
}
