import type { Place } from "@shared/live/signals";
import type { Store, Value } from "@shared/live/store";
import { taken, type Api } from "./api";
import type { Holder } from "./events";

/** Signals may be lost; a look now and then puts the place right. */
const every = 30_000;

/** Keeps the place in line true: looked up on coming into the line, moved by signals, looked up again now and then while the page is seen. */
export class QueueWatch {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Api,
    private readonly conversation: Store<string | undefined>,
    private readonly holder: Store<Holder>,
    private readonly place: Value<Place | undefined>,
    private readonly followUp: Value<string | undefined>,
  ) {
    holder.subscribe(this.check);
    conversation.subscribe(this.check);
    globalThis.document?.addEventListener("visibilitychange", this.check);
  }

  private check = (): void => {
    clearTimeout(this.timer);
    if (this.holder.get().stage !== "waiting") return this.place.set(undefined);
    if (document.visibilityState === "visible") void this.look();
  };

  private async look(): Promise<void> {
    const conversation = this.conversation.get();
    if (!conversation) return;
    try {
      const found = await taken(this.api.GET("/v1/visitor/conversations/{conversation}", { params: { path: { conversation } } }));
      if (conversation === this.conversation.get() && this.holder.get().stage === "waiting") {
        this.place.set(found.queue);
        this.followUp.set(found.follow_up);
      }
    } catch {
      // The last known place stays; the next look may succeed.
    }
    clearTimeout(this.timer);
    if (this.holder.get().stage === "waiting") this.timer = setTimeout(this.check, every);
  }
}
