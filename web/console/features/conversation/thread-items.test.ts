import { expect, test } from "vitest";
import type { AgentEvent } from "@console/shared/live/agent-frames";
import { threadItems } from "./thread-items";

const at = (minute: number, day = 1) => new Date(2026, 0, day, 9, minute).toISOString();
const event = (seq: number, kind: string, author: object, data: object, when = at(seq)): AgentEvent =>
  ({ seq, kind, conversation_id: "c", author, data, at: when }) as unknown as AgentEvent;

const ada = { kind: "visitor", id: "v" };
const mei = { kind: "agent", id: "m", name: "Mei" };

test("messages of one voice stand together, a new day and another voice part them", () => {
  const items = threadItems([
    event(1, "message.added", ada, { text: "one" }),
    event(2, "message.added", ada, { text: "two" }),
    event(3, "message.added", mei, { text: "three" }),
    event(4, "message.added", mei, { text: "four" }, at(4, 2)),
  ]);
  expect(items.map((item) => (item.kind === "text" ? `${item.voice}${item.first ? " first" : ""}` : item.kind))).toEqual([
    "day",
    "visitor first",
    "visitor",
    "agent first",
    "day",
    "agent first",
  ]);
});

test("a note never joins the reply beside it", () => {
  const items = threadItems([event(1, "message.added", mei, { text: "reply" }), event(2, "note.added", mei, { text: "note" })]);
  expect(items.slice(1)).toMatchObject([{ voice: "agent" }, { voice: "note", first: true }]);
});

test("what moved the conversation is a line; a kind this version does not know is none", () => {
  const items = threadItems([
    event(1, "stage.moved", mei, { from: "waiting", to: "person", agent: { id: "m", name: "Mei" } }),
    event(2, "moon.eclipsed", mei, {}),
    event(3, "rating.given", ada, { score: 5 }),
  ]);
  expect(items.slice(1)).toMatchObject([{ what: { kind: "stage", to: "person", name: "Mei" } }, { what: { kind: "rated", score: 5 } }]);
});

test("of offers that came to nothing only the ends are told, the same one once", () => {
  const offer = (seq: number, id: string, agent: object) => event(seq, "handoff.assigned", {}, { assignment_id: id, agent });
  const end = (seq: number, id: string, agent: string, how: string) => event(seq, "handoff.unassigned", {}, { assignment_id: id, agent_id: agent, how });
  const items = threadItems([
    offer(1, "1", mei),
    end(2, "1", "m", "expired"),
    offer(3, "2", mei),
    end(4, "2", "m", "expired"),
    offer(5, "3", { id: "n", name: "Noor" }),
    end(6, "3", "n", "passed_on"),
    offer(7, "4", mei),
  ]);
  expect(items.slice(1)).toMatchObject([
    { seq: 4, what: { kind: "unassigned", agent: "m", how: "expired" } },
    { seq: 6, what: { kind: "unassigned", agent: "n", how: "passed_on" } },
    { seq: 7, what: { kind: "assigned", name: "Mei" } },
  ]);
});

test("a day whose only line was told again later is no day of the thread", () => {
  const end = (seq: number, day: number) => event(seq, "handoff.unassigned", {}, { assignment_id: String(seq), agent_id: "m", how: "expired" }, at(seq, day));
  expect(threadItems([event(1, "message.added", ada, { text: "hello" }), end(2, 2), end(3, 3)]).map(({ kind }) => kind)).toEqual(["day", "text", "day", "happened"]);
});
