import type { Attached } from "../files/upload";
import { Connection } from "./connection";
import { Echoes, type Said } from "./echoes";
import { OrderedLog } from "./ordered-log";
import { Outbox, type Entry } from "./outbox";
import type { OutboxStorage } from "./outbox-storage";
import { Signals } from "./signals";
import { Value } from "./store";
import { TypingSignal } from "./typing";
import { isRecorded, type ClientFrame, type ServerFrame, type ServerFrameOf, type VisitorEvent } from "./visitor-frames";

export interface VisitorClientOptions {
  url: string;
  /** Asked at each opening, so that a token may come, or change, after the first message was written. */
  token(): string;
  lang: "en" | "zh";
  storage: OutboxStorage<Said>;
  /** The conversation that was open in this browser. */
  conversationId?: string;
  onRefused?(frame: ServerFrameOf<"error">): void;
  WebSocket?: new (url: string) => WebSocket;
}

/** The close code for a token that is not, or no longer, accepted. 4408, a hello that came late, is no refusal. */
export const tokenRefused = 4401;

/** One visitor's live view: the log of the open conversation, what is on its way to it, and who is writing. */
export class VisitorClient {
  readonly conversation: Value<string | undefined>;
  readonly echoes: Echoes;
  readonly signals = new Signals();
  readonly log: OrderedLog<VisitorEvent>;
  readonly connection: Connection<ServerFrame, ClientFrame>;
  private readonly left = new Set<string>();
  private readonly outbox: Outbox<Said>;
  private readonly typing: TypingSignal;
  /** The open conversation that the server knew and this browser did not. */
  private found: string | undefined;

  constructor(private readonly options: VisitorClientOptions) {
    this.conversation = new Value(options.conversationId);
    this.log = new OrderedLog<VisitorEvent>(() => this.watch());
    this.connection = new Connection<ServerFrame, ClientFrame>({
      url: options.url,
      hello: () => this.hello(),
      isWelcome: (frame) => frame.kind === "ready",
      onFrame: (frame) => this.receive(frame),
      onOpen: () => this.opened(),
      onLost: () => this.lost(),
      refusals: [tokenRefused],
      WebSocket: options.WebSocket,
    });
    this.outbox = new Outbox<Said>({
      storage: options.storage,
      send: (entry) => this.connection.send(this.frameOf(entry)),
      onOverdue: () => this.connection.drop(),
    });
    this.echoes = new Echoes(this.outbox, this.conversation);
    this.typing = new TypingSignal(() => {
      const conversation = this.conversation.get();
      if (conversation) this.connection.send({ kind: "typing", conversation_id: conversation });
    });
  }

  start(): void {
    this.connection.start();
    void this.outbox.restore();
  }

  stop(): void {
    this.connection.stop();
    this.lost();
  }

  say(text: string, files: Attached[] = []): void {
    const conversationId = this.conversation.get();
    this.typing.sent();
    this.outbox.add(conversationId ?? "", { text, ...(files.length > 0 && { files }), ...(conversationId && { conversationId }) });
  }

  retry = (clientId: string): void => this.outbox.retry(clientId);
  discard = (clientId: string): void => this.outbox.discard(clientId);
  typed = (): void => this.typing.typed();

  /** Shows another conversation, or none: the next message then begins one. */
  open(conversationId: string | undefined): void {
    const here = this.conversation.get();
    if (conversationId === here) return;
    if (here) this.left.add(here);
    if (conversationId) this.left.delete(conversationId);
    this.switchTo(conversationId);
    this.watch();
  }

  /** Another person takes over this browser: nothing of what the last one saw or wrote stays. */
  async forget(): Promise<void> {
    this.open(undefined);
    await this.outbox.clear();
  }

  /** Asks for the log from the cursor on: of a conversation just opened, or to fill a hole. */
  private watch(): void {
    const conversation = this.conversation.get();
    if (conversation) this.connection.send({ kind: "watch", conversation_id: conversation, after: this.log.cursor });
  }

  private hello(): ClientFrame {
    const conversation = this.conversation.get();
    return {
      kind: "hello",
      token: this.options.token(),
      lang: this.options.lang,
      ...(conversation && { conversation_id: conversation, after: this.log.cursor }),
    };
  }

  private frameOf({ clientId, payload }: Entry<Said>): ClientFrame {
    const { text, files, conversationId } = payload;
    return { kind: "say", client_id: clientId, text, ...(files && { files: files.map(({ id }) => id) }), ...(conversationId && { conversation_id: conversationId }) };
  }

  private opened(): void {
    if (this.found) this.switchTo(this.found);
    if (this.found) this.watch();
    this.found = undefined;
    this.outbox.connected();
  }

  private receive(frame: ServerFrame): void {
    switch (frame.kind) {
      case "ready":
        // An open conversation comes before the finished one that this browser remembers, unless it shows that one.
        if (this.log.cursor === 0 && frame.conversation_id !== this.conversation.get()) this.found = frame.conversation_id;
        return;
      case "ack":
        return this.acknowledged(frame);
      case "error":
        return this.refused(frame);
      case "answer.delta":
        return this.signals.delta(frame.data);
      case "answer.withdrawn":
        return this.signals.end(frame.data.turn_id);
      case "typing.started":
        if (frame.data.by !== "visitor") this.signals.typing({ by: frame.data.by, name: frame.data.name ?? "" });
        return;
      case "queue.moved":
        return this.signals.place.set(frame.data);
    }
    if (isRecorded(frame)) this.record(frame);
  }

  private record(event: VisitorEvent): void {
    // A first message's event may come before its acknowledgement says which conversation it began.
    if (!this.conversation.get() && !this.left.has(event.conversation_id)) this.switchTo(event.conversation_id);
    if (event.conversation_id !== this.conversation.get()) return;
    this.log.add(event);
    if (event.kind === "message.added") {
      this.signals.end(event.data.turn_id);
      if (event.author.kind !== "visitor") this.signals.stopTyping();
    }
    if (event.kind === "stage.moved" && event.data.to === "person") this.signals.clear();
    if (event.client_id) this.echoes.seen(event.client_id);
    // An agent merged it into another one: what was said is told there, and it goes on there.
    if (event.kind === "conversation.moved_on") this.open(event.data.into_id);
  }

  private acknowledged(frame: ServerFrameOf<"ack">): void {
    const entry = this.outbox.entries.get().find((one) => one.clientId === frame.client_id);
    if (!this.conversation.get()) this.open(frame.conversation_id);
    if (entry && frame.conversation_id === this.conversation.get() && frame.seq > this.log.cursor) this.echoes.acknowledged(entry);
    this.outbox.acknowledge(frame.client_id);
  }

  private refused(frame: ServerFrameOf<"error">): void {
    // The remembered conversation is gone (erased, another database): begin afresh instead of asking for ever.
    if (frame.code === "conversation_not_found" && !frame.client_id && this.log.cursor === 0) this.open(undefined);
    if (frame.client_id) this.outbox.refuse(frame.client_id, frame.title, frame.retry_after && frame.retry_after * 1000);
    this.options.onRefused?.(frame);
  }

  private switchTo(conversationId: string | undefined): void {
    this.log.reset();
    this.signals.clear();
    this.conversation.set(conversationId);
    this.echoes.reset();
  }

  private lost(): void {
    this.outbox.disconnected();
    this.signals.clear();
  }
}
