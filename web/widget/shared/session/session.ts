import { backoff } from "@shared/live/backoff";
import type { Said } from "@shared/live/echoes";
import { BrowserStorage } from "@shared/live/outbox-storage";
import { derived, Value, type Store } from "@shared/live/store";
import { tokenRefused, VisitorClient } from "@shared/live/visitor-client";
import type { Lang } from "../locale/translate";
import { createApi, taken, type Api, type WidgetConfig } from "./api";
import { recall, remember } from "./browser-store";
import { holderOf, type Holder } from "./events";
import { QueueWatch } from "./queue-watch";
import { Token } from "./token";
import { Unread } from "./unread";

export interface SessionOptions {
  workspace: string;
  lang: Lang;
  /** Our origin: API, socket and frame share it. */
  origin: string;
}

/** One visitor in one browser: configuration, token, socket and what follows from them. */
export class Session {
  readonly config = new Value<WidgetConfig | "loading" | "failed">("loading");
  readonly api: Api;
  readonly client: VisitorClient;
  readonly holder: Store<Holder>;
  readonly unread: Unread;
  /** No token could be had, so there is no socket either. */
  readonly unreachable = new Value(false);
  readonly prefix: string;
  private readonly token: Token;
  private started = false;
  private attempt = 0;

  constructor(readonly options: SessionOptions) {
    this.prefix = `firstline:${options.workspace}:`;
    this.token = new Token(`${this.prefix}token`, options.workspace, options.lang);
    this.api = createApi(options.origin, options.lang, this.token.get);
    this.client = new VisitorClient({
      url: `${options.origin.replace(/^http/, "ws")}/v1/visitor/socket`,
      lang: options.lang,
      token: () => this.token.get() ?? "",
      storage: new BrowserStorage<Said>(`${this.prefix}outbox`),
      conversationId: recall(`${this.prefix}conversation`),
    });
    this.holder = derived(this.client.log.events, holderOf);
    this.unread = new Unread(this.client, this.prefix);
    new QueueWatch(this.api, this.client.conversation, this.holder, this.client.signals.place);
    this.client.conversation.subscribe(() => remember(`${this.prefix}conversation`, this.client.conversation.get()));
    this.client.connection.state.subscribe(() => this.renewIfRefused());
  }

  /** Somebody was here before: messages may be waiting. */
  get known(): boolean {
    return this.token.get() !== undefined;
  }

  async load(): Promise<void> {
    this.config.set("loading");
    try {
      const { workspace, lang } = this.options;
      this.config.set(await taken(this.api.GET("/v1/visitor/config", { params: { query: { workspace, lang } } })));
    } catch {
      this.config.set("failed");
    }
  }

  /** Opens the socket, once: on the first opening of the panel, or at once for a visitor we know. */
  async connect(): Promise<void> {
    if (this.started) return;
    this.started = true;
    try {
      await this.token.ensure(this.api);
      this.attempt = 0;
      this.unreachable.set(false);
      this.client.start();
    } catch {
      // What is written meanwhile waits in the outbox.
      this.started = false;
      this.unreachable.set(true);
      setTimeout(() => void this.connect(), backoff(this.attempt++));
    }
  }

  retryNow = (): void => {
    this.client.connection.retryNow();
    if (this.unreachable.get()) void this.connect();
  };

  /** A token that the server forgot (an erased visitor, another database) is replaced by a new one, slowly. */
  private renewIfRefused(): void {
    const state = this.client.connection.state.get();
    if (state.status !== "refused" || state.code !== tokenRefused) return;
    this.token.forget();
    this.client.open(undefined);
    this.started = false;
    setTimeout(() => void this.connect(), backoff(this.attempt++));
  }
}
