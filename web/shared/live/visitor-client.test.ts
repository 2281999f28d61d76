import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MemoryStorage } from "./outbox-storage";
import { FakeSocket, fakeSocket } from "./testing/fake-socket";
import type { Said } from "./echoes";
import { VisitorClient } from "./visitor-client";

const c1 = "01980000-0000-7000-8000-000000000001";
const at = "2026-11-21T09:00:00Z";

function setup(storage = new MemoryStorage<Said>(), conversationId?: string) {
  const client = new VisitorClient({ url: "ws://test", token: () => "t", lang: "en", storage, conversationId, WebSocket: fakeSocket });
  client.start();
  return { client, storage };
}

/** A server with a log that acknowledges as told: enough of one to lose acknowledgements and frames. */
class Server {
  readonly rows: { seq: number; client_id?: string; text: string; by: string }[] = [];

  /** Answers the hello and replays the log from its cursor. */
  welcome(): void {
    FakeSocket.last.accept();
    const hello = FakeSocket.last.sent[0] as { after?: number; conversation_id?: string };
    FakeSocket.last.push({ kind: "ready", server_time: at, ...(this.rows.length > 0 && { conversation_id: c1 }) });
    for (const row of this.rows.slice(hello.after ?? 0)) FakeSocket.last.push(frame(row));
  }

  /** Answers the last watch. */
  replay(): void {
    const watch = FakeSocket.last.sent.findLast((sent) => sent.kind === "watch") as { after: number } | undefined;
    for (const row of this.rows.slice(watch?.after ?? 0)) FakeSocket.last.push(frame(row));
  }

  /** Stores what was sent since the socket opened, as the real one does: once an id. */
  store(): { seq: number; client_id?: string }[] {
    const says = FakeSocket.last.sent.filter((sent) => sent.kind === "say");
    return says.map((say) => {
      const known = this.rows.find((row) => row.client_id === say.client_id);
      if (known) return known;
      return this.add(say.text as string, "visitor", say.client_id as string);
    });
  }

  add(text: string, by: string, clientId?: string) {
    const row = { seq: this.rows.length + 1, client_id: clientId, text, by };
    this.rows.push(row);
    return row;
  }

  ack(row: { seq: number; client_id?: string }): void {
    FakeSocket.last.push({ kind: "ack", client_id: row.client_id, conversation_id: c1, seq: row.seq, at });
  }
}

const frame = (row: Server["rows"][number]) => ({
  kind: "message.added",
  conversation_id: c1,
  seq: row.seq,
  author: { kind: row.by },
  client_id: row.client_id,
  at,
  data: { text: row.text },
});

const view = (client: VisitorClient) => [
  ...client.log.events.get().map((event) => (event.kind === "message.added" ? event.data.text : event.kind)),
  ...client.echoes.list.get().map((echo) => `${echo.payload.text} (${echo.state})`),
];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  FakeSocket.opened = [];
});
afterEach(() => vi.useRealTimers());

test("the echo is there at once, stays through the acknowledgement and becomes the row", () => {
  const { client } = setup();
  const server = new Server();
  server.welcome();
  client.say("hello");
  expect(view(client)).toEqual(["hello (sending)"]);
  const [row] = server.store();
  server.ack(row!);
  expect(view(client)).toEqual(["hello (stored)"]);
  FakeSocket.last.push(frame(server.rows[0]!));
  expect(view(client)).toEqual(["hello"]);
  expect(client.conversation.get()).toBe(c1);
});

test("the row may come before the acknowledgement", () => {
  const { client } = setup();
  const server = new Server();
  server.welcome();
  client.say("hello");
  const [row] = server.store();
  FakeSocket.last.push(frame(server.rows[0]!));
  server.ack(row!);
  server.ack(row!);
  expect(view(client)).toEqual(["hello"]);
});

test("lost acknowledgement, cut, resend: one message, in place", () => {
  const { client } = setup();
  const server = new Server();
  server.welcome();
  client.say("one");
  client.say("two");
  server.store();
  server.add("an answer", "bot");
  FakeSocket.last.cut();
  expect(view(client)).toEqual(["one (sending)", "two (sending)"]);
  vi.advanceTimersByTime(2_000);
  server.welcome();
  expect(view(client)).toEqual(["one", "an answer", "two (sending)"]);
  server.ack(server.store()[0]!);
  FakeSocket.last.push(frame(server.rows[2]!));
  expect(view(client)).toEqual(["one", "an answer", "two"]);
  expect(server.rows.map((row) => row.text)).toEqual(["one", "an answer", "two"]);
});

test("random cuts, lost and doubled frames converge to the log", () => {
  const { client } = setup();
  const server = new Server();
  server.welcome();
  for (let round = 0; round < 400; round++) {
    const luck = Math.random();
    if (luck < 0.25) client.say(`message ${round}`);
    else if (luck < 0.5) for (const row of server.store()) if (Math.random() < 0.6) server.ack(row);
    if (luck > 0.7 && luck < 0.85) server.add(`answer ${round}`, "bot");
    for (const row of server.rows.slice(client.log.cursor)) {
      if (Math.random() < 0.4) FakeSocket.last.push(frame(row));
      if (Math.random() < 0.1) FakeSocket.last.push(frame(row));
    }
    if (luck > 0.95) FakeSocket.last.cut();
    if (Math.random() < 0.2) server.replay();
    if (client.connection.state.get().status !== "open") {
      while (client.connection.state.get().status !== "connecting") vi.advanceTimersByTime(100);
      server.welcome();
    }
  }
  for (let i = 0; client.echoes.list.get().length > 0; i++) {
    if (i > 1_000) throw new Error("does not drain");
    for (const row of server.store()) server.ack(row);
    for (const row of server.rows.slice(client.log.cursor)) FakeSocket.last.push(frame(row));
  }
  expect(view(client)).toEqual(server.rows.map((row) => row.text));
  const ids = server.rows.flatMap((row) => row.client_id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
});

test("a hole in the log is asked for again, from the cursor", () => {
  const { client } = setup();
  const server = new Server();
  for (const text of ["one", "two", "three"]) server.add(text, "agent");
  server.welcome();
  server.add("four", "agent");
  FakeSocket.last.push(frame(server.add("five", "agent")));
  expect(FakeSocket.last.sent.at(-1)).toEqual({ kind: "watch", conversation_id: c1, after: 3 });
  server.replay();
  expect(view(client)).toEqual(["one", "two", "three", "four", "five"]);
});

test("a reload takes the unsent message up again", async () => {
  const { client, storage } = setup();
  client.say("written offline");
  client.stop();
  const again = setup(storage).client;
  await vi.waitFor(() => expect(view(again)).toEqual(["written offline (sending)"]));
  const server = new Server();
  server.welcome();
  expect(server.store()).toHaveLength(1);
});

test("a refused message is marked with the server's words and may be retried", () => {
  const { client } = setup();
  const server = new Server();
  server.welcome();
  client.say("hello");
  const clientId = FakeSocket.last.sent[1]!.client_id as string;
  FakeSocket.last.push({ kind: "error", code: "text_unusable", title: "This text cannot be sent.", client_id: clientId });
  expect(client.echoes.list.get()[0]).toMatchObject({ state: "failed", failure: "This text cannot be sent." });
  client.retry(clientId);
  expect(FakeSocket.last.sent.filter((sent) => sent.client_id === clientId)).toHaveLength(2);
});

test("deltas grow a draft, which its message replaces; a withdrawn one goes", () => {
  const { client } = setup();
  const server = new Server();
  server.welcome();
  const signal = (kind: string, data: object) =>
    FakeSocket.last.push({ kind, conversation_id: c1, author: { kind: "bot" }, at, data });
  signal("answer.delta", { turn_id: "t1", text: "It left " });
  signal("answer.delta", { turn_id: "t1", text: "today." });
  expect(client.signals.draft.get()).toEqual({ turn: "t1", text: "It left today." });
  const stored = frame(server.add("It left today.", "bot"));
  FakeSocket.last.push({ ...stored, data: { text: "It left today.", turn_id: "t1" } });
  signal("answer.delta", { turn_id: "t1", text: " late" });
  expect(client.signals.draft.get()).toBeUndefined();
  signal("answer.delta", { turn_id: "t2", text: "Hm" });
  signal("answer.delta", { turn_id: "t2", text: "Well", replace: true });
  expect(client.signals.draft.get()).toEqual({ turn: "t2", text: "Well" });
  signal("answer.withdrawn", { turn_id: "t2" });
  expect(client.signals.draft.get()).toBeUndefined();
});

test("typing of the other side fades, and ends with the message", () => {
  const { client } = setup();
  new Server().welcome();
  const typing = () =>
    FakeSocket.last.push({ kind: "typing.started", conversation_id: c1, author: { kind: "agent" }, at, data: { by: "agent", name: "Mei" } });
  typing();
  expect(client.signals.writer.get()).toEqual({ by: "agent", name: "Mei" });
  vi.advanceTimersByTime(5_000);
  expect(client.signals.writer.get()).toBeUndefined();
});

test("a new conversation starts empty", () => {
  const { client } = setup();
  const server = new Server();
  server.add("old", "agent");
  server.welcome();
  expect(view(client)).toEqual(["old"]);
  client.open(undefined);
  expect(view(client)).toEqual([]);
  FakeSocket.last.push(frame(server.add("a late word in the old one", "agent")));
  expect(view(client)).toEqual([]);
  client.say("new question");
  expect(FakeSocket.last.sent.at(-1)).not.toHaveProperty("conversation_id");
});

test("an open conversation that only the server knew is watched from its start", () => {
  const { client } = setup();
  const server = new Server();
  server.add("from my other device", "visitor");
  FakeSocket.last.accept();
  FakeSocket.last.push({ kind: "ready", server_time: at, conversation_id: c1 });
  expect(FakeSocket.last.sent.at(-1)).toEqual({ kind: "watch", conversation_id: c1, after: 0 });
  server.replay();
  expect(view(client)).toEqual(["from my other device"]);
});

test("a kind from the future takes its seq and nothing else", () => {
  const { client } = setup();
  const server = new Server();
  server.add("one", "agent");
  server.welcome();
  FakeSocket.last.push({ kind: "star.given", conversation_id: c1, seq: 2, author: { kind: "system" }, at, data: {} });
  FakeSocket.last.push({ ...frame({ seq: 3, text: "two", by: "agent" }) });
  expect(view(client)).toEqual(["one", "star.given", "two"]);
});

test("a remembered conversation that is gone is forgotten", () => {
  const { client } = setup(undefined, c1);
  FakeSocket.last.accept();
  FakeSocket.last.push({ kind: "ready", server_time: at });
  FakeSocket.last.push({ kind: "error", code: "conversation_not_found", title: "Not found" });
  expect(client.conversation.get()).toBeUndefined();
  client.say("hello");
  expect(FakeSocket.last.sent.at(-1)).not.toHaveProperty("conversation_id");
});

test("a conversation that was merged goes on in the other one", () => {
  const c2 = "01980000-0000-7000-8000-000000000002";
  const { client } = setup(new MemoryStorage<Said>(), c1);
  FakeSocket.last.accept();
  FakeSocket.last.push({ kind: "ready", server_time: at, conversation_id: c1 });
  client.say("still on its way");
  const said = FakeSocket.last.sent.findLast((sent) => sent.kind === "say") as { client_id: string };
  FakeSocket.last.push({ kind: "conversation.moved_on", conversation_id: c1, seq: 1, author: { kind: "agent", name: "Mei" }, at, data: { into_id: c2, number: 7 } });
  expect(client.conversation.get()).toBe(c2);
  expect(FakeSocket.last.sent.at(-1)).toMatchObject({ kind: "watch", conversation_id: c2, after: 0 });
  FakeSocket.last.push({ kind: "ack", client_id: said.client_id, conversation_id: c2, seq: 2, at });
  expect(client.echoes.list.get().map((echo) => echo.state)).toEqual(["stored"]);
  FakeSocket.last.push({ kind: "message.added", conversation_id: c1, seq: 2, author: { kind: "system" }, at, data: { text: "late" } });
  expect(client.conversation.get()).toBe(c2);
});
