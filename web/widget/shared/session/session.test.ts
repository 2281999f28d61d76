import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket } from "@shared/live/testing/fake-socket";
import { translator } from "../locale/translate";
import { Actions } from "./actions";
import { Session } from "./session";

const c1 = "01980000-0000-7000-8000-000000000001";
const at = "2026-11-21T09:00:00Z";

/** Answers by path; what is not listed is 204. Calls are kept as "METHOD path body". */
function server(answers: Record<string, () => { status?: number; body?: unknown }>) {
  const calls: string[] = [];
  vi.stubGlobal("fetch", async (input: Request) => {
    const { pathname } = new URL(input.url);
    calls.push([input.method, pathname, await input.text()].filter(Boolean).join(" "));
    const { status = 204, body } = answers[pathname]?.() ?? {};
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
  });
  return calls;
}

let tokens = 0;
const sessions = { "/v1/visitor/sessions": () => ({ status: 201, body: { token: `token ${++tokens}`, visitor_id: c1 } }) };

function setup(answers: Parameters<typeof server>[0] = {}) {
  const calls = server({ ...sessions, ...answers });
  const session = new Session({ workspace: "juniper", lang: "en", origin: "http://localhost" });
  const actions = new Actions(session, translator("en"));
  return { session, actions, calls };
}

function welcome(events: object[] = []) {
  FakeSocket.last.accept();
  FakeSocket.last.push({ kind: "ready", server_time: at });
  events.forEach((event, index) => FakeSocket.last.push({ conversation_id: c1, seq: index + 1, at, author: { kind: "bot" }, ...event }));
}

const said = (text: string, more: object = {}) => ({ kind: "message.added", data: { text, ...more } });
const moved = (from: string, to: string) => ({ kind: "stage.moved", data: { from, to } });

beforeEach(() => {
  localStorage.clear();
  tokens = 0;
  FakeSocket.opened = [];
  vi.stubGlobal("WebSocket", FakeSocket);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a token is made once, kept, and goes into the hello", async () => {
  const { session, calls } = setup();
  expect(session.known).toBe(false);
  await Promise.all([session.connect(), session.connect()]);
  welcome();
  expect(calls.filter((call) => call.startsWith("POST /v1/visitor/sessions"))).toHaveLength(1);
  expect(FakeSocket.opened).toHaveLength(1);
  expect(FakeSocket.last.url).toBe("ws://localhost/v1/visitor/socket");
  expect(FakeSocket.last.sent[0]).toMatchObject({ kind: "hello", token: "token 1" });
  const again = setup();
  expect(again.session.known).toBe(true);
  await again.session.connect();
  expect(again.calls).toEqual([]);
});

test("a token that the server no longer takes is replaced, and what was written goes out", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const { session } = setup();
  await session.connect();
  FakeSocket.last.accept();
  session.client.say("still here?");
  FakeSocket.last.cut(4401);
  await vi.advanceTimersByTimeAsync(2_000);
  welcome();
  expect(FakeSocket.last.sent.map((sent) => sent.token ?? sent.text)).toEqual(["token 2", "still here?"]);
});

test("a hello that came late costs nobody the token or the conversation", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const { session, calls } = setup();
  await session.connect();
  FakeSocket.last.accept();
  FakeSocket.last.cut(4408);
  await vi.advanceTimersByTimeAsync(2_000);
  welcome();
  expect(FakeSocket.last.sent[0]).toMatchObject({ kind: "hello", token: "token 1" });
  expect(calls.filter((call) => call.startsWith("POST /v1/visitor/sessions"))).toHaveLength(1);
});

test("while no token can be had the chat says so, and tries again", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  let up = false;
  const { session } = setup({ "/v1/visitor/sessions": () => (up ? sessions["/v1/visitor/sessions"]() : { status: 503, body: { title: "down" } }) });
  await session.connect();
  expect(session.unreachable.get()).toBe(true);
  up = true;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(session.unreachable.get()).toBe(false);
  expect(FakeSocket.opened).toHaveLength(1);
});

test("a place in line is looked up on entering, moved by signals, and gone with the waiting", async () => {
  const queue = { position: 3, people_online: true };
  const { session } = setup({ [`/v1/visitor/conversations/${c1}`]: () => ({ status: 200, body: { stage: "waiting", queue } }) });
  const { place } = session.client.signals;
  await session.connect();
  welcome([said("One moment"), moved("bot", "waiting")]);
  await vi.waitFor(() => expect(place.get()).toEqual(queue));
  FakeSocket.last.push({ kind: "queue.moved", conversation_id: c1, at, author: { kind: "system" }, data: { position: 2, people_online: true } });
  expect(place.get()).toEqual({ position: 2, people_online: true });
  FakeSocket.last.push({ ...moved("waiting", "person"), conversation_id: c1, seq: 3, at, author: { kind: "system" } });
  expect(place.get()).toBeUndefined();
});

test("asking for a person works before anything was said", async () => {
  const { session, actions, calls } = setup();
  await session.connect();
  welcome();
  await actions.askForPerson();
  expect(FakeSocket.last.sent.at(-1)).toMatchObject({ kind: "say", text: "I would like to talk to a person." });
  welcome([said("hello")]);
  await actions.askForPerson();
  expect(calls).toContain(`POST /v1/visitor/conversations/${c1}/person`);
});

test("what did not work is told in the server's words, and can be done again", async () => {
  let status = 409;
  const { session, actions } = setup({ [`/v1/visitor/conversations/${c1}/feedback`]: () => (status === 409 ? { status, body: { title: "Too late." } } : {}) });
  await session.connect();
  welcome([said("answer")]);
  await actions.giveFeedback(1, true);
  expect(actions.notice.get()).toBe("Too late.");
  expect(actions.feedback.get()).toEqual({});
  status = 204;
  await actions.giveFeedback(1, true);
  expect(actions.notice.get()).toBeUndefined();
  expect(actions.feedback.get()).toEqual({ [`${c1}:1`]: true });
});

test("unread counts what came while nobody looked, across reloads", async () => {
  const { session } = setup();
  await session.connect();
  welcome([said("one"), said("two")]);
  expect(session.unread.count.get()).toBe(2);
  session.unread.look(true);
  expect(session.unread.count.get()).toBe(0);
  session.unread.look(false);
  FakeSocket.last.push({ ...said("three"), conversation_id: c1, seq: 3, at, author: { kind: "agent" } });
  FakeSocket.last.push({ ...said("mine"), conversation_id: c1, seq: 4, at, author: { kind: "visitor" } });
  expect(session.unread.count.get()).toBe(1);
  const again = setup().session;
  await again.connect();
  welcome([said("one"), said("two"), said("three")]);
  expect(again.unread.count.get()).toBe(1);
});
