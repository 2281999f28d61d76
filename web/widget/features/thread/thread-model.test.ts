import { expect, test } from "vitest";
import type { Echo } from "@shared/live/echoes";
import type { VisitorEvent } from "@shared/live/visitor-frames";
import { initials } from "./message";
import { threadItems, type ThreadItem } from "./thread-model";

const conversation = "01980000-0000-7000-8000-000000000001";
const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000).toISOString();

const message = (seq: number, by: string, text: string, more: object = {}) =>
  ({
    kind: "message.added",
    conversation_id: conversation,
    seq,
    at: minutesAgo(30 - seq),
    author: { kind: by, ...(by === "agent" && { name: "Mei Lin" }) },
    data: { text },
    ...more,
  }) as VisitorEvent;

const moved = (seq: number, from: string, to: string, agent?: string) =>
  ({
    kind: "stage.moved",
    conversation_id: conversation,
    seq,
    at: minutesAgo(30 - seq),
    author: { kind: "system" },
    data: { from, to, ...(agent && { agent: { id: conversation, name: agent } }) },
  }) as VisitorEvent;

const echo = (clientId: string, text: string): Echo => ({ clientId, lane: "", at: Date.now(), payload: { text }, state: "sending" });
const outline = (items: ThreadItem[]) =>
  items.filter((item) => item.type !== "day").map((item) => (item.type === "message" ? `${item.from}: ${item.text}` : item.type));

test("log, echo and draft in reading order", () => {
  const items = threadItems([message(1, "visitor", "hi"), message(2, "bot", "hello")], { turn: "t", text: "It le" }, [echo("c", "where?")]);
  expect(outline(items)).toEqual(["visitor: hi", "bot: hello", "visitor: where?", "bot: It le"]);
});

test("an echo keeps its key when its row comes, a draft when its message comes", () => {
  const key = (items: ThreadItem[]) => items.at(-1)?.key;
  expect(key(threadItems([], undefined, [echo("c9", "hi")]))).toBe(key(threadItems([message(1, "visitor", "hi", { client_id: "c9" })], undefined, [])));
  const stored = message(1, "bot", "It left", { client_id: "bot:t7", data: { text: "It left", turn_id: "t7" } });
  expect(key(threadItems([], { turn: "t7", text: "It l" }, []))).toBe(key(threadItems([stored], undefined, [])));
});

test("runs of one speaker are marked first and last", () => {
  const items = threadItems([message(1, "visitor", "a"), message(2, "visitor", "b"), message(3, "bot", "c")], undefined, []);
  const marks = items.flatMap((item) => (item.type === "message" ? [`${item.text}${item.first ? "<" : ""}${item.last ? ">" : ""}`] : []));
  expect(marks).toEqual(["a<", "b>", "c<>"]);
});

test("only moves that matter to the visitor are told", () => {
  const events = [moved(1, "bot", "waiting"), moved(2, "waiting", "person", "Mei Lin"), moved(3, "person", "resolved"), moved(4, "resolved", "bot")];
  expect(outline(threadItems(events, undefined, []))).toEqual(["joined", "resolved"]);
  expect(outline(threadItems([moved(1, "person", "bot")], undefined, []))).toEqual(["back_to_bot"]);
});

test("the server's own line takes the place of ours", () => {
  const line = (seq: number, name: string) => message(seq, "bot", name, { data: { text: name, line: name } });
  const events = [moved(1, "waiting", "person", "Mei Lin"), line(2, "agent_joined"), line(3, "resolved"), moved(4, "person", "resolved")];
  expect(outline(threadItems(events, undefined, []))).toEqual(["status", "status"]);
  expect(outline(threadItems([line(1, "handoff_requested")], undefined, []))).toEqual(["bot: handoff_requested"]);
});

test("a day is told where it changes", () => {
  const old = message(1, "visitor", "old", { at: minutesAgo(3 * 24 * 60) });
  const today = message(2, "bot", "new", { at: minutesAgo(0) });
  expect(threadItems([old, today], undefined, []).map((item) => item.type)).toEqual(["day", "message", "day", "message"]);
  expect(threadItems([today], undefined, []).map((item) => item.type)).toEqual(["message"]);
});

test("initials", () => {
  expect(["Mei Lin", "ada", "陈美琳", "Juan José de la Cruz", ""].map(initials)).toEqual(["ML", "A", "陈", "JC", ""]);
});
