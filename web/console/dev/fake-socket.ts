import type { ClientFrame, ServerFrame } from "@console/shared/live/agent-frames";
import type { FakeServer } from "./fake-server";

/** The agent socket's other end: hello, watch from a cursor, say, note. */
export class FakeSocket {
  readonly watched = new Set<string>();
  readonly sent: ClientFrame[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(private readonly server: FakeServer) {
    queueMicrotask(() => (server.scene === "offline" ? this.onclose?.({ code: 1006 }) : this.onopen?.()));
  }

  send(text: string): void {
    const frame = JSON.parse(text) as ClientFrame;
    this.sent.push(frame);
    queueMicrotask(() => this.answer(frame));
  }

  close(): void {
    this.server.sockets.delete(this);
  }

  /** The connection breaks, from the server's side. */
  cut(code = 1006): void {
    this.close();
    this.onclose?.({ code });
  }

  deliver(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  private answer(frame: ClientFrame): void {
    if (frame.kind === "hello") {
      this.server.sockets.add(this);
      this.deliver({ kind: "ready", server_time: new Date().toISOString() });
    } else if (frame.kind === "watch") {
      this.watched.add(frame.conversation_id);
      if (this.server.scene === "loading") return;
      for (const event of this.server.shop.events[frame.conversation_id] ?? []) if (event.seq > frame.after) this.deliver(event as ServerFrame);
    } else if (frame.kind === "unwatch") {
      this.watched.delete(frame.conversation_id);
    } else {
      this.server.take(frame, this);
    }
  }
}
