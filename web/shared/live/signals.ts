import type { components } from "../api/schema.gen";
import { Value } from "./store";
import { typingShownFor } from "./typing";

type Delta = components["schemas"]["AnswerDelta"];
/** The visitor's place in line. */
export type Place = components["schemas"]["QueueMoved"];

/** Nobody comes soon: the line is closed, or no agent is there. */
export const nobodyThere = (place: Place | undefined) => place?.people_online === false || !!place?.closed;

/** An answer while it streams: what has come of one turn. */
export interface Draft {
  turn: string;
  text: string;
}

export interface Writer {
  by: string;
  name: string;
}

/** What is recorded nowhere: the streamed answer, who is typing, the place in line. */
export class Signals {
  readonly draft = new Value<Draft | undefined>(undefined);
  readonly writer = new Value<Writer | undefined>(undefined);
  readonly place = new Value<Place | undefined>(undefined);
  private typingTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly over = new Set<string>();

  delta({ turn_id: turn, text, replace }: Delta): void {
    if (this.over.has(turn)) return; // a late delta of an answer that is already stored or withdrawn
    this.stopTyping();
    this.draft.update((draft) => (draft?.turn === turn && !replace ? { turn, text: draft.text + text } : { turn, text }));
  }

  /** The turn is over: its message is stored, or its draft was withdrawn. */
  end(turn: string | undefined): void {
    if (turn) this.over.add(turn);
    if (!turn || this.draft.get()?.turn === turn) this.draft.set(undefined);
  }

  typing(writer: Writer): void {
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.stopTyping(), typingShownFor);
    this.writer.set(writer);
  }

  stopTyping(): void {
    clearTimeout(this.typingTimer);
    this.writer.set(undefined);
  }

  clear(): void {
    this.end(undefined);
    this.stopTyping();
  }
}
