import type { Attached } from "../files/upload";
import type { Entry, Outbox } from "./outbox";
import { Value, type Store } from "./store";

export interface Said {
  text: string;
  /** What goes with it; the text may then be empty. */
  files?: Attached[];
  /** Absent: the visitor's open conversation, or a new one. */
  conversationId?: string;
}

/** A message of this browser that the log does not show yet. */
export type Echo = Entry<Said> & { state: "sending" | "stored" | "failed" };

/**
 * What the visitor wrote and the log does not show yet. An acknowledged message stays until its row is
 * seen, so that it never blinks.
 */
export class Echoes {
  readonly list = new Value<readonly Echo[]>([]);
  private stored: readonly Entry<Said>[] = [];

  constructor(
    private readonly outbox: Outbox<Said>,
    private readonly conversation: Store<string | undefined>,
  ) {
    outbox.entries.subscribe(this.show);
  }

  /** Acknowledged, but its row has not come. */
  acknowledged(entry: Entry<Said>): void {
    this.stored = [...this.stored, entry];
  }

  /** Its row is in the log. */
  seen(clientId: string): void {
    this.stored = this.stored.filter((entry) => entry.clientId !== clientId);
    this.outbox.acknowledge(clientId);
    this.show();
  }

  /** Another conversation is shown. */
  reset(): void {
    this.stored = [];
    this.show();
  }

  private show = (): void => {
    const here = this.conversation.get();
    const unsent = this.outbox.entries.get().filter(({ payload }) => !payload.conversationId || payload.conversationId === here);
    this.list.set([
      ...this.stored.map((entry) => ({ ...entry, state: "stored" as const })),
      ...unsent.map((entry) => ({ ...entry, state: entry.failure ? ("failed" as const) : ("sending" as const) })),
    ]);
  };
}
