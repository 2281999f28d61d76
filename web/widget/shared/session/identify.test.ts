import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket } from "@shared/live/testing/fake-socket";
import { Session } from "./session";

const c1 = "01980000-0000-7000-8000-000000000001";
const v2 = "01980000-0000-7000-8000-000000000002";
let calls: string[] = [];
let identified: { status: number; body: object };
let tokens = 0;

beforeEach(() => {
  localStorage.clear();
  calls = [];
  tokens = 0;
  identified = { status: 200, body: { visitor_id: c1 } };
  FakeSocket.opened = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("fetch", async (input: Request) => {
    const { pathname } = new URL(input.url);
    calls.push(`${input.method} ${pathname} ${await input.text()} ${input.headers.get("Authorization") ?? ""}`.trim());
    const { status, body } = pathname === "/v1/visitor/identify" ? identified : { status: 201, body: { token: `token ${++tokens}`, visitor_id: c1 } };
    return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
  });
});
afterEach(() => vi.unstubAllGlobals());

const open = () => new Session({ workspace: "juniper", lang: "en", origin: "http://localhost" });

function welcome() {
  FakeSocket.last.accept();
  FakeSocket.last.push({ kind: "ready", server_time: "2026-11-21T09:00:00Z" });
}

test("a page view alone leaves nothing behind; opening the chat introduces the visitor before the socket", async () => {
  const session = open();
  await session.identify({ token: "signed" });
  expect(calls).toEqual([]);
  await session.connect();
  expect(calls).toHaveLength(2);
  expect(calls[1]).toBe('POST /v1/visitor/identify {"token":"signed"} Bearer token 1');
  welcome();
  expect(FakeSocket.last.sent[0]).toMatchObject({ kind: "hello", token: "token 1" });
});

test("a signature that is refused keeps nobody from writing", async () => {
  identified = { status: 401, body: { title: "Refused.", code: "identity_refused" } };
  vi.stubGlobal("reportError", vi.fn());
  const session = open();
  await session.identify({ token: "forged" });
  await session.connect();
  welcome();
  expect(session.unreachable.get()).toBe(false);
  expect(reportError).toHaveBeenCalledOnce();
});

test("who sits down at somebody else's device sees and sends nothing of theirs", async () => {
  const first = open();
  await first.connect();
  welcome();
  FakeSocket.last.push({ kind: "message.added", conversation_id: c1, seq: 1, at: "2026-11-21T09:00:00Z", author: { kind: "bot" }, data: { text: "private" } });
  first.client.say("not sent yet");
  identified = { status: 200, body: { visitor_id: v2, token: "another device" } };
  await first.identify({ token: "signed" });
  expect(first.client.conversation.get()).toBeUndefined();
  expect(first.client.echoes.list.get()).toEqual([]);

  const later = open();
  await later.connect();
  welcome();
  expect(FakeSocket.last.sent).toEqual([{ kind: "hello", token: "another device", lang: "en" }]);
});

test("signing out makes the next message a new visitor's", async () => {
  const session = open();
  await session.connect();
  welcome();
  await session.reset();
  expect(session.known).toBe(false);
  await session.connect();
  welcome();
  expect(FakeSocket.last.sent[0]).toMatchObject({ token: "token 2" });
});
