import { Connection } from "@shared/live/connection";
import { Outbox, type Entry } from "@shared/live/outbox";
import type { OutboxStorage } from "@shared/live/outbox-storage";
import { TypingSignal } from "@shared/live/typing";
import { isEvent, type ClientFrame, type EventFrame, type ServerFrame, type ServerFrameOf } from "./agent-frames";
import { Watched, type Written } from "./watched";

export interface AgentClientOptions {
  url: string;
  workspace: string;
  me: string;
  storage: OutboxStorage<Written>;
  onListChanged(frame: ServerFrameOf<"list.changed">): void;
  onEvent?(frame: EventFrame): void;
  onRefused?(frame: ServerFrameOf<"error">): void;
  /** The socket is in use; `again` after a loss: what came meanwhile is not in any list yet. */
  onOpen?(again: boolean): void;
  WebSocket?: new (url: string) => WebSocket;
}

/** The close codes after which only signing in again helps. After 4408, a hello that came late, coming back does. */
const refusals = [4401, 4403];

/** An agent's live view of one workspace: changes of the list, the conversations that are open, what is being sent. */
export class AgentClient {
  readonly connection: Connection<ServerFrame, ClientFrame>;
  private readonly outbox: Outbox<Written>;
  private readonly known = new Map<string, Watched>();
  private readonly typing = new Map<string, TypingSignal>();
  private readonly afterwards = new Map<string, () => void>(); // client id → what waits for it to be stored
  private opened = false;

  constructor(private readonly options: AgentClientOptions) {
    this.connection = new Connection<ServerFrame, ClientFrame>({
      url: options.url,
      hello: () => ({ kind: "hello", workspace_id: options.workspace }),
      isWelcome: (frame) => frame.kind === "ready",
      onFrame: (frame) => this.receive(frame),
      onOpen: () => this.resume(),
      onLost: () => this.outbox.disconnected(),
      refusals,
      WebSocket: options.WebSocket,
    });
    this.outbox = new Outbox<Written>({
      storage: options.storage,
      send: (entry) => this.connection.send(frameOf(entry)),
      onOverdue: () => this.connection.drop(),
    });
    this.outbox.entries.subscribe(() => this.spread());
  }

  start(): void {
    this.connection.start();
    void this.outbox.restore();
  }

  stop(): void {
    this.connection.stop();
    this.outbox.disconnected();
  }

  of(conversation: string): Watched {
    const known = this.known.get(conversation);
    if (known) return known;
    const watched = new Watched(conversation, this.options.me, () => this.sendWatch(watched));
    this.known.set(conversation, watched);
    this.spread();
    return watched;
  }

  /** Follows a conversation until the returned function is called. What was read stays known. */
  watch(conversation: string): () => void {
    const watched = this.of(conversation);
    if (watched.watchers++ === 0) this.sendWatch(watched);
    return () => {
      if (--watched.watchers > 0) return;
      this.connection.send({ kind: "unwatch", conversation_id: conversation });
      watched.signals.clear();
    };
  }

  /** `stored` is called once the server has it: what is done after a reply must not overtake it. */
  write(conversation: string, written: Written, stored?: () => void): void {
    this.typing.get(conversation)?.sent();
    const { clientId } = this.outbox.add(conversation, written);
    if (stored) this.afterwards.set(clientId, stored);
  }

  retry = (clientId: string): void => this.outbox.retry(clientId);
  discard = (clientId: string): void => {
    this.afterwards.delete(clientId);
    this.outbox.discard(clientId);
  };

  private settled(clientId: string): void {
    this.outbox.acknowledge(clientId);
    this.afterwards.get(clientId)?.();
    this.afterwards.delete(clientId);
  }

  typed(conversation: string): void {
    let signal = this.typing.get(conversation);
    if (!signal) {
      signal = new TypingSignal(() => void this.connection.send({ kind: "typing", conversation_id: conversation }));
      this.typing.set(conversation, signal);
    }
    signal.typed();
  }

  private receive(frame: ServerFrame): void {
    if (isEvent(frame)) {
      this.known.get(frame.conversation_id)?.take(frame);
      if ("client_id" in frame && frame.client_id) this.settled(frame.client_id);
      this.options.onEvent?.(frame);
      return;
    }
    if (frame.kind === "list.changed") this.options.onListChanged(frame);
    if (frame.kind === "ack") this.acknowledged(frame);
    if (frame.kind === "error") this.refused(frame);
  }

  private acknowledged(frame: ServerFrameOf<"ack">): void {
    const entry = this.outbox.entries.get().find((one) => one.clientId === frame.client_id);
    this.known.get(frame.conversation_id)?.acknowledged(entry, frame.seq);
    this.settled(frame.client_id);
  }

  private refused(frame: ServerFrameOf<"error">): void {
    if (frame.client_id) this.outbox.refuse(frame.client_id, frame.title, frame.retry_after && frame.retry_after * 1000);
    this.options.onRefused?.(frame);
  }

  private resume(): void {
    for (const watched of this.known.values()) if (watched.watchers > 0) this.sendWatch(watched);
    this.outbox.connected();
    this.options.onOpen?.(this.opened);
    this.opened = true;
  }

  private sendWatch(watched: Watched): void {
    this.connection.send({ kind: "watch", conversation_id: watched.id, after: watched.log.cursor });
  }

  private spread(): void {
    const entries = this.outbox.entries.get();
    for (const watched of this.known.values()) watched.waiting(entries.filter((entry) => entry.lane === watched.id));
  }
}

function frameOf({ clientId, lane, payload }: Entry<Written>): ClientFrame {
  const common = { client_id: clientId, conversation_id: lane, text: payload.text };
  if (payload.mode === "note") return { kind: "note", ...common, ...(payload.mentions && { mentions: payload.mentions }) };
  return { kind: "say", ...common, ...(payload.files && { files: payload.files.map(({ id }) => id) }), ...(payload.suggestionId && { suggestion_id: payload.suggestionId }) };
}
