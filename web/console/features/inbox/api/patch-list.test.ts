import { describe, expect, test } from "vitest";
import type { ListRow } from "@console/shared/api/types";
import type { EventFrame } from "@console/shared/live/agent-frames";
import type { ListData } from "./get-conversations";
import { patchList } from "./patch-list";

const row = (id: string, more: Partial<ListRow> = {}): ListRow => ({
  id,
  number: 1,
  visitor_id: "v",
  visitor_name: "Ada",
  lang: "en",
  stage: "person",
  preview: "old",
  last_author: "agent",
  last_at: "2026-01-01T09:00:00Z",
  last_seq: 4,
  unread: false,
  priority: 0,
  ...more,
});
const counts = { mine: 2, waiting: 0, unassigned: 0, bot: 0, person: 2, resolved: 0, all: 2, mentions: 0 };
const list = (...pages: ListRow[][]): ListData => ({ pages: pages.map((rows) => ({ rows, counts })), pageParams: pages.map(() => undefined) });
const message = (author: "visitor" | "agent" | "bot", text: string): EventFrame =>
  ({ kind: "message.added", conversation_id: "b", seq: 5, author: { kind: author }, at: "2026-01-01T10:00:00Z", data: { text } }) as EventFrame;
const ids = (data: ListData) => data.pages.map((page) => page.rows.map((one) => one.id));

describe("patchList", () => {
  test("a visitor's message shows at once, on top, waiting for an answer", () => {
    const { data, stale } = patchList(list([row("a")], [row("b"), row("c")]), "b", 5, message("visitor", "two\nlines"));
    expect(ids(data)).toEqual([["b", "a"], ["c"]]);
    expect(data.pages[0]?.rows[0]).toMatchObject({ preview: "two lines", last_author: "visitor", unread: true, last_seq: 5, waiting_since: "2026-01-01T10:00:00Z" });
    expect(stale).toBe(false);
  });

  test("of a message without words its files are shown", () => {
    const sent = message("visitor", "");
    Object.assign(sent.data as object, { files: [{ id: "1", name: "lamp.jpg", media: "image/jpeg", bytes: 9 }, { id: "2", name: "bill.pdf", media: "application/pdf", bytes: 9 }] });
    expect(patchList(list([row("b")]), "b", 5, sent).data.pages[0]?.rows[0]?.preview).toBe("📎 lamp.jpg, bill.pdf");
  });

  test("an agent's answer ends the waiting; the bot's does not end an unread one", () => {
    const waiting = row("b", { unread: true, waiting_since: "2026-01-01T08:00:00Z" });
    expect(patchList(list([waiting]), "b", 5, message("agent", "hi")).data.pages[0]?.rows[0]).toMatchObject({ unread: false, waiting_since: undefined });
    expect(patchList(list([waiting]), "b", 5, message("bot", "hi")).data.pages[0]?.rows[0]).toMatchObject({ unread: true });
  });

  test("what is older than the row changes nothing", () => {
    const before = list([row("b", { last_seq: 9 })]);
    expect(patchList(before, "b", 5, message("visitor", "late"))).toEqual({ data: before, stale: false });
  });

  test.each([
    ["a row that no page has", "z", message("visitor", "new")],
    ["an event that was too large to come along", "b", undefined],
    ["a moved stage", "b", { kind: "stage.moved", conversation_id: "b", seq: 5, author: { kind: "system" }, at: "", data: { from: "bot", to: "waiting" } } as EventFrame],
  ])("%s makes the list stale", (_, id, event) => {
    expect(patchList(list([row("b")]), id, 5, event).stale).toBe(true);
  });

  test("a fixed line is nothing that was said: it moves nothing, as in the server's lists", () => {
    const line = message("bot", "You are second.");
    Object.assign(line.data as object, { line: "handoff_requested" });
    const { data, stale } = patchList(list([row("a"), row("b")]), "b", 5, line);
    expect(ids(data)).toEqual([["a", "b"]]);
    expect(stale).toBe(false);
    expect(data.pages[0]?.rows[1]).toMatchObject({ last_seq: 5, preview: "old" });
  });

  test("a note moves nothing and needs no read", () => {
    const note = { kind: "note.added", conversation_id: "b", seq: 5, author: { kind: "agent" }, at: "", data: { text: "n" } } as EventFrame;
    const { data, stale } = patchList(list([row("a"), row("b")]), "b", 5, note);
    expect(ids(data)).toEqual([["a", "b"]]);
    expect(stale).toBe(false);
    expect(data.pages[0]?.rows[1]).toMatchObject({ last_seq: 5, preview: "old" });
  });
});
