import { backoff } from "./backoff";
import { Value, type Store } from "./store";

/** What the screen may say about the connection. `since` is when it was lost, in epoch milliseconds. */
export type ConnectionState =
  | { status: "idle" }
  | { status: "connecting"; since: number }
  | { status: "open" }
  | { status: "waiting"; since: number; retryAt: number }
  | { status: "refused"; code: number };

export interface ConnectionOptions<In, Out> {
  url: string;
  /** Built afresh at each opening, so that it carries the cursor of that moment. */
  hello(): Out;
  /** The server's answer to the hello: from here on the connection counts as open. */
  isWelcome(frame: In): boolean;
  onFrame(frame: In): void;
  /** After the welcome was handed to onFrame; and when an open connection is gone. */
  onOpen?(): void;
  onLost?(): void;
  /** Close codes after which trying again is useless until somebody acts: a token that is not accepted. */
  refusals?: readonly number[];
  WebSocket?: new (url: string) => WebSocket;
  random?: () => number;
}

/** Longer than the server's own limits for a hello (5 s), shorter than anybody's patience. */
const welcomeWithin = 10_000;
/** Sleep shows as a timer that fires far too late; the socket is dead then, whatever its state says. */
const sleepLook = 20_000;

/** A WebSocket that comes back by itself. It knows frames only as JSON; what they mean is the caller's. */
export class Connection<In, Out> {
  private readonly current = new Value<ConnectionState>({ status: "idle" });
  private socket: WebSocket | undefined;
  private attempt = 0;
  private since = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private welcomeTimer: ReturnType<typeof setTimeout> | undefined;
  private sleepTimer: ReturnType<typeof setInterval> | undefined;
  private lastLook = 0;

  constructor(private readonly options: ConnectionOptions<In, Out>) {}

  get state(): Store<ConnectionState> {
    return this.current;
  }

  start(): void {
    if (this.current.get().status !== "idle" && this.current.get().status !== "refused") return;
    this.attempt = 0;
    this.since = Date.now();
    this.lastLook = Date.now();
    this.sleepTimer ??= setInterval(this.lookForSleep, sleepLook);
    globalThis.addEventListener?.("online", this.retryNow);
    globalThis.addEventListener?.("offline", this.drop);
    this.connect();
  }

  stop(): void {
    clearTimeout(this.retryTimer);
    clearInterval(this.sleepTimer);
    this.sleepTimer = undefined;
    globalThis.removeEventListener?.("online", this.retryNow);
    globalThis.removeEventListener?.("offline", this.drop);
    this.abandon();
    this.current.set({ status: "idle" });
  }

  /** False when there is no open connection: what matters is in the outbox, the rest may be lost. */
  send(frame: Out): boolean {
    if (this.current.get().status !== "open" || !this.socket) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Drops a connection that looks open and is not (an acknowledgement that never came), and reconnects. */
  drop = (): void => {
    if (this.socket) this.lose();
  };

  /** For a button, and for the moment the network is back. */
  retryNow = (): void => {
    if (this.current.get().status === "waiting") this.connect();
  };

  private connect(): void {
    clearTimeout(this.retryTimer);
    this.current.set({ status: "connecting", since: this.since });
    const Socket = this.options.WebSocket ?? WebSocket;
    const socket = new Socket(this.options.url);
    this.socket = socket;
    this.welcomeTimer = setTimeout(this.drop, welcomeWithin);
    socket.onopen = () => socket.send(JSON.stringify(this.options.hello()));
    socket.onmessage = (event) => this.receive(event.data);
    socket.onclose = (event) => this.lose(event.code);
  }

  private receive(data: unknown): void {
    if (typeof data !== "string") return;
    let frame: In;
    try {
      frame = JSON.parse(data) as In;
    } catch {
      this.drop(); // a broken frame means a broken stream: resume by cursor mends it
      return;
    }
    const welcome = this.current.get().status === "connecting" && this.options.isWelcome(frame);
    this.options.onFrame(frame);
    if (!welcome) return;
    clearTimeout(this.welcomeTimer);
    this.attempt = 0;
    this.current.set({ status: "open" });
    this.options.onOpen?.();
  }

  private lose(code = 0): void {
    const wasOpen = this.current.get().status === "open";
    this.abandon();
    if (wasOpen) {
      this.since = Date.now();
      this.options.onLost?.();
    }
    if (this.options.refusals?.includes(code)) {
      this.current.set({ status: "refused", code });
      return;
    }
    const delay = backoff(this.attempt++, this.options.random);
    this.current.set({ status: "waiting", since: this.since, retryAt: Date.now() + delay });
    this.retryTimer = setTimeout(() => this.connect(), delay);
  }

  private abandon(): void {
    clearTimeout(this.welcomeTimer);
    const socket = this.socket;
    this.socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private lookForSleep = (): void => {
    const slept = Date.now() - this.lastLook > 2 * sleepLook;
    this.lastLook = Date.now();
    if (slept) this.drop();
  };
}
