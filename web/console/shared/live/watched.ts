import type { Attached } from "@shared/files/upload";
import { OrderedLog } from "@shared/live/ordered-log";
import type { Entry } from "@shared/live/outbox";
import { Signals } from "@shared/live/signals";
import { Value } from "@shared/live/store";
import type { components } from "@shared/api/schema.gen";
import { isRecorded, type AgentEvent, type EventFrame } from "./agent-frames";

/** What an agent writes: a reply that the visitor sees, or a note that only agents see. */
export type Mode = "reply" | "note";

export interface Written {
  mode: Mode;
  text: string;
  /** What goes with a reply; the text may then be empty. */
  files?: Attached[];
  /** The suggestion that the reply came from. */
  suggestionId?: string;
  /** The agents that a note calls. */
  mentions?: string[];
}

/** Something written here that the log does not show yet. */
export type Echo = Entry<Written> & { state: "sending" | "stored" | "failed" };

/** One conversation as this browser knows it. It outlives being looked at, so that coming back is instant. */
export class Watched {
  readonly log: OrderedLog<AgentEvent>;
  readonly signals = new Signals();
  readonly echoes = new Value<readonly Echo[]>([]);
  watchers = 0;
  private stored: readonly Entry<Written>[] = [];
  private unsent: readonly Entry<Written>[] = [];

  constructor(
    readonly id: string,
    private readonly me: string,
    onGap: () => void,
  ) {
    this.log = new OrderedLog<AgentEvent>(onGap);
  }

  /** Returns the client id that the event makes an echo superfluous for, if it has one. */
  take(frame: EventFrame): void {
    if (isRecorded(frame)) return this.record(frame);
    switch (frame.kind) {
      case "typing.started":
        if (frame.author.id !== this.me) this.signals.typing({ by: frame.data.by, name: frame.data.name ?? "" });
    }
    takeDraft(this.signals, frame);
  }

  /** The server has it; until the log shows the row, the echo stays, so that a message never blinks. */
  acknowledged(entry: Entry<Written> | undefined, seq: number): void {
    if (entry && seq > this.log.cursor) this.stored = [...this.stored, entry];
    this.show();
  }

  waiting(entries: readonly Entry<Written>[]): void {
    this.unsent = entries;
    this.show();
  }

  private record(event: AgentEvent): void {
    this.log.add(event);
    if (event.kind === "message.added") {
      this.signals.end(event.data.turn_id);
      this.signals.stopTyping();
    }
    if (event.kind === "stage.moved" && event.data.to === "person") this.signals.clear();
    if (!event.client_id) return;
    this.stored = this.stored.filter((entry) => entry.clientId !== event.client_id);
    this.unsent = this.unsent.filter((entry) => entry.clientId !== event.client_id);
    this.show();
  }

  private show(): void {
    this.echoes.set([
      ...this.stored.map((entry) => ({ ...entry, state: "stored" as const })),
      ...this.unsent.map((entry) => ({ ...entry, state: entry.failure ? ("failed" as const) : ("sending" as const) })),
    ]);
  }
}

/** The bot's answer while it streams. */
function takeDraft(signals: Signals, frame: { kind: string; data: unknown }): void {
  if (frame.kind === "answer.delta") signals.delta(frame.data as components["schemas"]["AnswerDelta"]);
  if (frame.kind === "answer.withdrawn") signals.end((frame.data as components["schemas"]["AnswerWithdrawn"]).turn_id);
}
