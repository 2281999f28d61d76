import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { type Lang, widgetPattern, widgetText } from "./texts";

type Files = { name: string; mimeType: string; buffer: Buffer }[];

/** A visitor in the demo shop, with the widget as the shop embeds it. */
export class Visitor {
  readonly frame: FrameLocator;
  readonly messages: Locator;

  constructor(
    readonly page: Page,
    readonly lang: Lang,
  ) {
    this.frame = page.frameLocator("iframe");
    this.messages = this.frame.locator("body");
  }

  async open() {
    await this.page.goto(this.lang === "en" ? "/demo/" : "/demo/zh/");
    await this.page.getByRole("button", { name: this.text("launcher.open") }).click();
    await expect(this.composer).toBeFocused();
  }

  get composer() {
    return this.frame.getByRole("textbox", { name: this.text("composer.label") });
  }

  text(key: string, params: Record<string, string> = {}) {
    return widgetText(this.lang, key, params);
  }

  async say(text: string) {
    await this.composer.fill(text);
    await this.composer.press("Enter");
    await expect(this.messages.getByText(text, { exact: true }).last()).toBeVisible();
  }

  /** Picks files as the button's dialog would. */
  async attach(files: Files) {
    await this.frame.locator("input[type=file]").setInputFiles(files);
  }

  /** Waits until the bot, or a person, has said what matches. */
  async reads(what: string | RegExp) {
    await expect(this.messages.getByText(what).last()).toBeVisible();
  }

  source(number: number) {
    return this.frame.getByRole("button", { name: new RegExp(`^${this.text("sources.open", { number: String(number), title: "" }).trim()}`) }).last();
  }

  /** The composer's button: others begin with the same word. */
  get send() {
    return this.frame.getByRole("button", { name: this.text("composer.send"), exact: true });
  }

  button(key: string) {
    return this.frame.getByRole("button", { name: widgetPattern(this.lang, key) });
  }
}
