import type { VisitorEvent } from "@shared/live/visitor-frames";
import { articlePages, configs } from "./content";
import { conversation, type State } from "./states";
import type { Lang } from "@widget/shared/locale/translate";

const json = (body: unknown, status = 200) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

/** Replaces fetch and WebSocket by a server made of one state. */
export function installMock(state: State, lang: Lang): void {
  const log: VisitorEvent[] = [...state.events];
  window.fetch = async (input) => {
    const request = input instanceof Request ? input : new Request(input);
    const path = new URL(request.url).pathname;
    if (state.configFails && path.endsWith("/config")) return json({ title: "down" }, 503);
    if (path.endsWith("/config")) return json({ ...configs[lang], ...state.config });
    if (path.endsWith("/sessions")) return json({ token: "t", visitor_id: conversation }, 201);
    if (path.includes("/articles/")) return state.articleFails ? json({ title: "down" }, 503) : json(articlePages[lang]);
    if (path.endsWith("/conversations")) return json({ conversations: state.history });
    if (path.endsWith(conversation)) return json({ stage: "waiting", queue: state.queue });
    return json(undefined, 204);
  };
  localStorage.setItem(`firstline:${state.name}:token`, "t");
  if (log.length > 0) localStorage.setItem(`firstline:${state.name}:conversation`, conversation);

  class MockSocket {
    onopen?: () => void;
    onmessage?: (event: { data: string }) => void;
    onclose?: (event: { code: number }) => void;

    constructor() {
      setTimeout(() => (state.offline ? this.onclose?.({ code: 1006 }) : this.onopen?.()), 20);
    }

    send(text: string): void {
      const frame = JSON.parse(text) as { kind: string; client_id: string; text: string };
      if (frame.kind === "hello") this.welcome();
      if (frame.kind === "say") this.said(frame);
    }

    close(): void {}

    private push(frame: object): void {
      this.onmessage?.({ data: JSON.stringify(frame) });
    }

    private welcome(): void {
      this.push({ kind: "ready", server_time: new Date().toISOString() });
      for (const event of log) this.push(event);
      for (const signal of state.signals ?? []) this.push(signal);
    }

    private said({ client_id, text }: { client_id: string; text: string }): void {
      if (state.refuses) return this.push({ kind: "error", code: "text_unusable", title: state.refuses, client_id });
      if (state.silent) return;
      const at = new Date().toISOString();
      const base = { conversation_id: conversation, at };
      const event = { ...base, kind: "message.added", seq: log.length + 1, author: { kind: "visitor" }, client_id, data: { text } };
      log.push(event as VisitorEvent);
      this.push({ kind: "ack", client_id, conversation_id: conversation, seq: event.seq, at });
      this.push(event);
      if (state.answer) void this.answer(state.answer, base);
    }

    private async answer(data: { text: string }, base: object): Promise<void> {
      await pause(700);
      for (const word of data.text.split(/(?<=\s|[，。])/)) {
        this.push({ ...base, kind: "answer.delta", author: { kind: "bot" }, data: { turn_id: "t", text: word } });
        await pause(30);
      }
      const event = { ...base, kind: "message.added", seq: log.length + 1, author: { kind: "bot" }, data: { ...data, turn_id: "t" } };
      log.push(event as VisitorEvent);
      this.push(event);
    }
  }
  window.WebSocket = MockSocket as unknown as typeof WebSocket;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
