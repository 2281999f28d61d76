import { Value } from "@shared/live/store";
import type { VisitorClient } from "@shared/live/visitor-client";
import { recall, remember } from "./browser-store";

/**
 * How many messages came while nobody was looking. What was read is remembered by conversation and
 * told to other tabs by the storage event, so that reading in one clears the badge in all.
 */
export class Unread {
  readonly count = new Value(0);
  private looking = false;

  constructor(
    private readonly client: VisitorClient,
    private readonly prefix: string,
  ) {
    client.log.events.subscribe(this.recount);
    client.conversation.subscribe(this.recount);
    globalThis.addEventListener?.("storage", this.recount);
    globalThis.document?.addEventListener("visibilitychange", this.recount);
  }

  /** The panel was opened or closed. */
  look(looking: boolean): void {
    this.looking = looking;
    this.recount();
  }

  private recount = (): void => {
    const conversation = this.client.conversation.get();
    if (!conversation) return this.count.set(0);
    const key = `${this.prefix}read:${conversation}`;
    const seen = this.looking && document.visibilityState === "visible";
    const read = Number(recall(key) ?? 0);
    if (seen && this.client.log.cursor > read) remember(key, String(this.client.log.cursor));
    const events = this.client.log.events.get();
    const unread = seen ? 0 : events.filter((event) => isNews(event) && event.seq > read).length;
    this.count.set(unread);
  };
}

const isNews = (event: { kind: string; author: { kind: string } }) => event.kind === "message.added" && event.author.kind !== "visitor";
