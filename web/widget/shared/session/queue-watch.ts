import { Value, type Store } from "@shared/live/store";
import { taken, type Api, type VisitorConversation } from "./api";
import type { Holder } from "./events";

export type Queue = NonNullable<VisitorConversation["queue"]>;

/** Places move when others are served, which no event of this conversation tells. */
const every = 10_000;

/** Looks up the place in line while the visitor waits and the page is seen; nothing otherwise. */
export class QueueWatch {
  readonly queue = new Value<Queue | undefined>(undefined);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Api,
    private readonly conversation: Store<string | undefined>,
    private readonly holder: Store<Holder>,
  ) {
    holder.subscribe(this.check);
    conversation.subscribe(this.check);
    globalThis.document?.addEventListener("visibilitychange", this.check);
  }

  private check = (): void => {
    clearTimeout(this.timer);
    if (this.holder.get().stage !== "waiting") return this.queue.set(undefined);
    if (document.visibilityState === "visible") void this.look();
  };

  private async look(): Promise<void> {
    const conversation = this.conversation.get();
    if (!conversation) return;
    try {
      const found = await taken(this.api.GET("/v1/visitor/conversations/{conversation}", { params: { path: { conversation } } }));
      if (conversation === this.conversation.get() && this.holder.get().stage === "waiting") this.queue.set(found.queue);
    } catch {
      // The last known place stays; the next look may succeed.
    }
    clearTimeout(this.timer);
    if (this.holder.get().stage === "waiting") this.timer = setTimeout(this.check, every);
  }
}
