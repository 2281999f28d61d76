import { taken, type Api } from "./api";
import { recall, remember } from "./browser-store";
import type { Lang } from "../locale/translate";

/** This device's token: kept in the frame's own storage, made when it is first needed. */
export class Token {
  private making: Promise<void> | undefined;

  constructor(
    private readonly key: string,
    private readonly workspace: string,
    private readonly lang: Lang,
  ) {}

  get = (): string | undefined => recall(this.key);

  /** The device has changed hands. */
  replace(token: string): void {
    remember(this.key, token);
  }

  /** The server no longer takes it. */
  forget(): void {
    remember(this.key, undefined);
  }

  /** One request, however many ask at once. */
  ensure(api: Api): Promise<void> {
    if (this.get()) return Promise.resolve();
    this.making ??= this.make(api).finally(() => (this.making = undefined));
    return this.making;
  }

  private async make(api: Api): Promise<void> {
    const body = { workspace: this.workspace, lang: this.lang, page_url: document.referrer.slice(0, 2048) };
    remember(this.key, (await taken(api.POST("/v1/visitor/sessions", { body }))).token);
  }
}
