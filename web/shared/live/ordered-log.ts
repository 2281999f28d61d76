import { Value, type Store } from "./store";

/** A recorded event of one conversation, as far as ordering needs to know it. */
export interface Recorded {
  seq: number;
}

/**
 * The events of one conversation in the server's order: 1..n, each once. What arrives early waits in
 * a side room; a hole that does not fill by itself is reported once, for the owner to resume by cursor.
 */
export class OrderedLog<E extends Recorded> {
  private readonly list = new Value<readonly E[]>([]);
  private readonly early = new Map<number, E>();
  private reported = false;
  private last = 0;

  constructor(private readonly onGap: () => void) {}

  get events(): Store<readonly E[]> {
    return this.list;
  }

  /** The seq after which to resume. */
  get cursor(): number {
    return this.last;
  }

  add(event: E): void {
    if (event.seq <= this.last) return;
    this.early.set(event.seq, event);
    const ready: E[] = [];
    for (let next = this.early.get(this.last + 1); next; next = this.early.get(this.last + 1)) {
      this.early.delete(next.seq);
      this.last = next.seq;
      ready.push(next);
    }
    if (ready.length > 0) this.list.update((events) => [...events, ...ready]);
    if (this.early.size === 0) {
      this.reported = false;
    } else if (!this.reported) {
      this.reported = true;
      this.onGap();
    }
  }

  /** Another conversation begins: nothing of the old one stays. */
  reset(): void {
    this.early.clear();
    this.reported = false;
    this.last = 0;
    this.list.set([]);
  }
}
