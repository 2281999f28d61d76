import { beforeEach, describe, expect, test, vi } from "vitest";
import { MemoryStorage } from "@shared/live/outbox-storage";
import { FakeServer } from "@console/dev/fake-server";
import { shop } from "@console/dev/shop";
import { AgentClient } from "./agent-client";
import type { Written } from "./watched";

function setup() {
  const server = new FakeServer(shop());
  const onListChanged = vi.fn();
  const onOpen = vi.fn();
  const client = new AgentClient({
    url: "ws://test/v1/agent/socket",
    workspace: server.shop.me.workspaces[0]!.id,
    me: server.shop.me.id,
    storage: new MemoryStorage<Written>(),
    onListChanged,
    onOpen,
    WebSocket: function () {
      return server.socket();
    } as never,
  });
  const id = server.shop.rows[0]!.id;
  client.start();
  return { server, client, id, onListChanged, onOpen };
}

const open = (client: AgentClient) => vi.waitFor(() => expect(client.connection.state.get().status).toBe("open"), { timeout: 5_000 });
const texts = (client: AgentClient, id: string) =>
  client
    .of(id)
    .log.events.get()
    .filter((event) => event.kind === "message.added")
    .map((event) => (event.data as { text: string }).text);

describe("AgentClient", () => {
  let parts: ReturnType<typeof setup>;
  beforeEach(async () => {
    parts = setup();
    await open(parts.client);
    return () => parts.client.stop();
  });

  test("follows a conversation from the beginning and goes on from its cursor", async () => {
    const { client, server, id } = parts;
    const stop = client.watch(id);
    await vi.waitFor(() => expect(client.of(id).log.cursor).toBe(server.row(id).last_seq));
    stop();
    await vi.waitFor(() => expect([...server.sockets][0]!.watched.size).toBe(0));
    server.append(id, { kind: "message.added", author: { kind: "visitor" }, data: { text: "while away" } } as never);
    client.watch(id);
    await vi.waitFor(() => expect(texts(client, id).at(-1)).toBe("while away"));
    const watches = [...server.sockets].flatMap((socket) => socket.sent).filter((frame) => frame.kind === "watch");
    expect(watches.map((frame) => frame.after)).toEqual([0, server.row(id).last_seq - 1]);
  });

  test("shows what is written at once, and exactly once when it is stored", async () => {
    const { client, server, id } = parts;
    client.watch(id);
    await vi.waitFor(() => expect(client.of(id).log.cursor).toBeGreaterThan(0));
    client.write(id, { mode: "reply", text: "on it" });
    expect(client.of(id).echoes.get().map((echo) => echo.payload.text)).toEqual(["on it"]);
    await vi.waitFor(() => expect(client.of(id).echoes.get()).toEqual([]));
    expect(texts(client, id).filter((text) => text === "on it")).toHaveLength(1);
    expect(server.shop.events[id]!.at(-1)).toMatchObject({ kind: "message.added", data: { text: "on it" } });
  });

  test("a message written while the connection is gone is sent once it is back", async () => {
    const { client, server, id, onOpen } = parts;
    client.watch(id);
    for (const socket of [...server.sockets]) socket.cut();
    client.write(id, { mode: "note", text: "remember" });
    expect(client.of(id).echoes.get()).toHaveLength(1);
    client.connection.retryNow();
    await open(client);
    await vi.waitFor(() => expect(client.of(id).echoes.get()).toEqual([]));
    expect(server.shop.events[id]!.filter((event) => event.kind === "note.added" && event.data.text === "remember")).toHaveLength(1);
    expect(onOpen.mock.calls).toEqual([[false], [true]]);
  });

  test("a refusal stays with its message until it is tried again", async () => {
    const { client, server, id } = parts;
    const take = vi.spyOn(server, "take").mockImplementation((frame, socket) => {
      if (frame.kind === "say") socket.deliver({ kind: "error", code: "stage_forbids", title: "It is resolved.", client_id: frame.client_id });
    });
    client.watch(id);
    client.write(id, { mode: "reply", text: "too late" });
    await vi.waitFor(() => expect(client.of(id).echoes.get()[0]).toMatchObject({ state: "failed", failure: "It is resolved." }));
    take.mockRestore();
    client.retry(client.of(id).echoes.get()[0]!.clientId);
    await vi.waitFor(() => expect(client.of(id).echoes.get()).toEqual([]));
  });

  test("one's own typing is not shown back", () => {
    const { client, server, id } = parts;
    client.watch(id);
    const typing = (author: object, by: string) => server.tell({ kind: "typing.started", conversation_id: id, author, at: "", data: { by, name: "Mei" } } as never);
    typing({ kind: "agent", id: server.shop.me.id }, "agent");
    expect(client.of(id).signals.writer.get()).toBeUndefined();
    typing({ kind: "visitor", id: "v" }, "visitor");
    expect(client.of(id).signals.writer.get()).toMatchObject({ by: "visitor" });
  });
});
