import type { OutboxStorage } from "./outbox-storage";
import { Value, type Store } from "./store";
import { uuid7 } from "./uuid7";

/** A message that the server has not acknowledged. */
export interface Entry<P> {
  clientId: string;
  /** Messages of one lane go in order, one at a time: a conversation. */
  lane: string;
  /** When it was written, epoch milliseconds. */
  at: number;
  payload: P;
  /** The server's reason for refusing it; it stays until the person retries or discards it. */
  failure?: string;
}

export interface OutboxOptions<P> {
  storage: OutboxStorage<P>;
  /** False when nothing can be sent now: the entry waits for connected(). */
  send(entry: Entry<P>): boolean;
  /** An acknowledgement is overdue, so the connection is probably dead. */
  onOverdue?(): void;
}

/** Twice the slowest commit that the server allows itself. */
const ackWithin = 10_000;

/**
 * What was written and is not yet safe. An entry lives in storage from the moment it is written until
 * its acknowledgement, keeps its client id for ever, and is sent again after every reconnect: the
 * server recognises the id, so a lost acknowledgement costs nothing.
 */
export class Outbox<P> {
  private readonly list = new Value<readonly Entry<P>[]>([]);
  private readonly inFlight = new Map<string, string>(); // lane → client id
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private connectedNow = false;

  constructor(private readonly options: OutboxOptions<P>) {}

  get entries(): Store<readonly Entry<P>[]> {
    return this.list;
  }

  /** Takes up what an earlier page, or a tab that was closed, left behind. */
  async restore(): Promise<void> {
    const stored = await this.options.storage.all();
    const known = new Set(this.list.get().map((entry) => entry.clientId));
    const older = stored.filter((entry) => !known.has(entry.clientId));
    this.list.update((entries) => [...older, ...entries].sort((a, b) => a.at - b.at));
    this.flush();
  }

  add(lane: string, payload: P): Entry<P> {
    const entry: Entry<P> = { clientId: uuid7(), lane, at: Date.now(), payload };
    this.list.update((entries) => [...entries, entry]);
    void this.options.storage.put(entry);
    this.flush();
    return entry;
  }

  connected(): void {
    this.connectedNow = true;
    this.flush();
  }

  disconnected(): void {
    this.connectedNow = false;
    for (const clientId of [...this.inFlight.values()]) this.land(clientId);
  }

  /** By its acknowledgement, or by seeing the stored row itself: whichever comes first. */
  acknowledge(clientId: string): void {
    this.land(clientId);
    if (!this.list.get().some((entry) => entry.clientId === clientId)) return;
    this.drop(clientId);
    this.flush();
  }

  /** The server said no. With retryAfter (ms) it said "not now": the entry goes again by itself. */
  refuse(clientId: string, failure: string, retryAfter?: number): void {
    if (retryAfter !== undefined) {
      clearTimeout(this.timers.get(clientId));
      this.timers.set(clientId, setTimeout(() => (this.land(clientId), this.flush()), retryAfter));
      return;
    }
    this.land(clientId);
    this.change(clientId, (entry) => ({ ...entry, failure }));
    this.flush();
  }

  retry(clientId: string): void {
    this.change(clientId, ({ failure: _, ...entry }) => entry);
    this.flush();
  }

  discard(clientId: string): void {
    this.land(clientId);
    this.drop(clientId);
    this.flush();
  }

  /** Drops everything, also what an earlier page left in storage. */
  async clear(): Promise<void> {
    for (const { clientId } of this.list.get()) this.discard(clientId);
    for (const { clientId } of await this.options.storage.all()) await this.options.storage.remove(clientId);
  }

  private flush(): void {
    if (!this.connectedNow) return;
    for (const entry of this.list.get()) {
      if (entry.failure || this.inFlight.has(entry.lane)) continue;
      if (!this.options.send(entry)) return;
      this.inFlight.set(entry.lane, entry.clientId);
      this.timers.set(entry.clientId, setTimeout(() => this.options.onOverdue?.(), ackWithin));
    }
  }

  private land(clientId: string): void {
    clearTimeout(this.timers.get(clientId));
    this.timers.delete(clientId);
    for (const [lane, id] of this.inFlight) if (id === clientId) this.inFlight.delete(lane);
  }

  private change(clientId: string, change: (entry: Entry<P>) => Entry<P>): void {
    this.list.update((entries) =>
      entries.map((entry) => {
        if (entry.clientId !== clientId) return entry;
        const changed = change(entry);
        void this.options.storage.put(changed);
        return changed;
      }),
    );
  }

  private drop(clientId: string): void {
    this.list.update((entries) => entries.filter((entry) => entry.clientId !== clientId));
    void this.options.storage.remove(clientId);
  }
}
