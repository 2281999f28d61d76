import { expect, type Page } from "@playwright/test";
import { consolePattern, consoleText, type Lang } from "./texts";

export const password = "juniper-demo"; // printed on the terminal by the demo, and nowhere else

/** Somebody of the staff, in the console. */
export class Agent {
  constructor(
    readonly page: Page,
    readonly lang: Lang,
  ) {}

  async signIn(email: string) {
    await this.page.goto("/");
    const any = (key: string) => new RegExp(`^(${consoleText("en", key)}|${consoleText("zh", key)})`);
    await this.page.getByLabel(any("auth.email")).fill(email);
    await this.page.locator("input[type=password]").fill(password);
    await this.page.getByRole("button", { name: any("signin.submit") }).click();
    await expect(this.page).toHaveURL(/\/w\/juniper\//);
    await this.speak();
  }

  /** Switches the console to the story's language, through the same setting that a person uses. */
  private async speak() {
    await this.page.request.patch("/v1/session", { data: { locale: this.lang } });
    await this.page.reload();
    await expect(this.page.locator("html")).toHaveAttribute("lang", new RegExp(`^${this.lang}`));
  }

  /** Says "I am here": who let offers pass counts as away until then. */
  async comeBack() {
    const me = (await (await this.page.request.get("/v1/session")).json()) as { workspaces: { id: string }[] };
    const origin = new URL(this.page.url()).origin;
    await this.page.request.put(`/v1/workspaces/${me.workspaces[0]?.id}/presence`, { data: { status: "online" }, headers: { origin } });
  }

  text(key: string, params: Record<string, string> = {}) {
    return consoleText(this.lang, key, params);
  }

  button(key: string) {
    return this.page.getByRole("button", { name: consolePattern(this.lang, key) });
  }

  get composer() {
    return this.page.getByRole("textbox", { name: this.text("composer.label") });
  }

  /** Picks files as the button's dialog would. */
  async attach(files: { name: string; mimeType: string; buffer: Buffer }[]) {
    await this.page.locator("form input[type=file]").setInputFiles(files);
  }

  get thread() {
    return this.page.locator("ol[aria-live=polite]");
  }
}
