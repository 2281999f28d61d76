import { upload, type Attached, type Upload } from "@shared/files/upload";
import { backoff } from "@shared/live/backoff";
import type { Said } from "@shared/live/echoes";
import { BrowserStorage } from "@shared/live/outbox-storage";
import { derived, Value, type Store } from "@shared/live/store";
import { tokenRefused, VisitorClient } from "@shared/live/visitor-client";
import type { Identity } from "../bridge";
import type { Lang } from "../locale/translate";
import { createApi, RequestFailed, taken, type Api, type WidgetConfig } from "./api";
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
  /** The e-mail that the answer goes to, once the visitor asked for that. */
  readonly followUp = new Value<string | undefined>(undefined);
  readonly holder: Store<Holder>;
  readonly unread: Unread;
  /** No token could be had, so there is no socket either. */
  readonly unreachable = new Value(false);
  /** How many visitors have sat here: what one of them left unsent is not the next one's. */
  readonly sitting = new Value(0);
  readonly prefix: string;
  private readonly token: Token;
  /** What the shop's page said of the visitor, and the server has not been told. */
  private identity: Identity | undefined;
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
    new QueueWatch(this.api, this.client.conversation, this.holder, this.client.signals.place, this.followUp);
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
      await this.introduce();
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

  /** Keeps a file for the next message. */
  async bring(file: Pick<Upload, "file" | "onShare" | "signal">): Promise<Attached> {
    await this.token.ensure(this.api);
    const headers = { Authorization: `Bearer ${this.token.get() ?? ""}`, "Accept-Language": this.options.lang };
    return upload({ ...file, url: `${this.options.origin}/v1/visitor/attachments`, headers });
  }

  /** The bytes of a file of a conversation: only its visitor's token opens them, which no address carries. */
  async fetchFile(conversation: string, attachment: string): Promise<Blob> {
    const path = { conversation, attachment };
    return (await taken(this.api.GET("/v1/visitor/conversations/{conversation}/attachments/{attachment}", { params: { path }, parseAs: "blob" }))) as unknown as Blob;
  }

  /** A page view alone leaves nothing behind: who has never written is introduced when they open the chat. */
  async identify(identity: Identity): Promise<void> {
    this.identity = identity;
    if (!this.started) return this.known ? this.connect() : undefined;
    await this.token.ensure(this.api);
    await this.introduce();
    this.client.connection.drop(); // the socket still knows who they were
  }

  /** The next message is a new visitor's: for the shop's own signing out. */
  async reset(): Promise<void> {
    this.client.stop();
    this.identity = undefined;
    this.started = false;
    this.token.forget();
    await this.leave();
  }

  /** A signature that the server refuses keeps nobody from writing: they stay who they were. */
  private async introduce(): Promise<void> {
    const { token, name, email } = this.identity ?? {};
    this.identity = undefined;
    try {
      if (token) {
        const now = await taken(this.api.POST("/v1/visitor/identify", { body: { token } }));
        if (now.token) await this.become(now.token);
      } else if (name || email) {
        await taken(this.api.PATCH("/v1/visitor/me", { body: { ...(name && { name }), ...(email && { email }) } }));
      }
    } catch (failure) {
      if (failure instanceof RequestFailed) reportError(failure);
      else throw failure;
    }
  }

  /** Somebody else sits here now: what the one before them wrote is not theirs to send or to see. */
  private async become(token: string): Promise<void> {
    await this.leave();
    this.token.replace(token);
  }

  private leave(): Promise<void> {
    remember(`${this.prefix}draft`, undefined);
    this.sitting.update((n) => n + 1);
    return this.client.forget();
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
