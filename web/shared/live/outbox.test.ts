import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Outbox, type Entry } from "./outbox";
import { BrowserStorage, MemoryStorage, type OutboxStorage } from "./outbox-storage";

interface Say {
  text: string;
}

function setup(storage: OutboxStorage<Say> = new MemoryStorage<Say>()) {
  const sent: Entry<Say>[] = [];
  const overdue = vi.fn();
  const outbox = new Outbox<Say>({ storage, send: (entry) => (sent.push(entry), true), onOverdue: overdue });
  const texts = () => sent.map((entry) => entry.payload.text);
  return { outbox, sent, texts, storage, overdue };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => vi.useRealTimers());

test("sends in order, one in flight a lane", () => {
  const { outbox, texts } = setup();
  const one = outbox.add("a", { text: "one" });
  outbox.add("a", { text: "two" });
  outbox.add("b", { text: "other" });
  expect(texts()).toEqual([]);
  outbox.connected();
  expect(texts()).toEqual(["one", "other"]);
  outbox.acknowledge(one.clientId);
  expect(texts()).toEqual(["one", "other", "two"]);
});

test("a lost acknowledgement means the same id again", () => {
  const { outbox, sent, overdue } = setup();
  outbox.connected();
  outbox.add("a", { text: "one" });
  vi.advanceTimersByTime(10_000);
  expect(overdue).toHaveBeenCalledOnce();
  outbox.disconnected();
  outbox.connected();
  expect(sent).toHaveLength(2);
  expect(sent[0]!.clientId).toBe(sent[1]!.clientId);
});

test("an acknowledgement that comes twice, or for nothing, is harmless", () => {
  const { outbox, texts } = setup();
  outbox.connected();
  const one = outbox.add("a", { text: "one" });
  outbox.add("a", { text: "two" });
  outbox.add("a", { text: "three" });
  outbox.acknowledge(one.clientId);
  outbox.acknowledge(one.clientId);
  outbox.acknowledge("unknown");
  expect(texts()).toEqual(["one", "two"]);
});

test("a refused message stays, lets the next pass, and can be retried or discarded", () => {
  const { outbox, texts } = setup();
  outbox.connected();
  const bad = outbox.add("a", { text: "bad" });
  outbox.add("a", { text: "good" });
  outbox.refuse(bad.clientId, "text_unusable");
  expect(texts()).toEqual(["bad", "good"]);
  expect(outbox.entries.get()[0]).toMatchObject({ failure: "text_unusable" });
  outbox.acknowledge(outbox.entries.get()[1]!.clientId);
  outbox.retry(bad.clientId);
  expect(texts()).toEqual(["bad", "good", "bad"]);
  outbox.discard(bad.clientId);
  expect(outbox.entries.get()).toEqual([]);
});

test("'not now' holds the lane and goes again by itself", () => {
  const { outbox, texts, overdue } = setup();
  outbox.connected();
  const one = outbox.add("a", { text: "one" });
  outbox.add("a", { text: "two" });
  outbox.refuse(one.clientId, "rate_limited", 3_000);
  vi.advanceTimersByTime(2_999);
  expect(texts()).toEqual(["one"]);
  vi.advanceTimersByTime(1);
  expect(texts()).toEqual(["one", "one"]);
  expect(overdue).not.toHaveBeenCalled();
});

test("the next page takes up what this one left, in the order it was written", async () => {
  const storage = new MemoryStorage<Say>();
  const first = setup(storage);
  first.outbox.add("a", { text: "one" });
  vi.advanceTimersByTime(5);
  first.outbox.add("a", { text: "two" });
  const second = setup(storage);
  second.outbox.connected();
  await second.outbox.restore();
  expect(second.texts()).toEqual(["one"]);
  second.outbox.acknowledge(second.sent[0]!.clientId);
  expect(second.texts()).toEqual(["one", "two"]);
  second.outbox.acknowledge(second.sent[1]!.clientId);
  expect(await storage.all()).toEqual([]);
});

describe("in IndexedDB", () => {
  test("entries survive, and are gone once acknowledged", async () => {
    const one = setup(new BrowserStorage<Say>("t1"));
    const entry = one.outbox.add("a", { text: "kept" });
    const again = setup(new BrowserStorage<Say>("t1"));
    await again.outbox.restore();
    expect(again.outbox.entries.get()).toEqual([entry]);
    again.outbox.connected();
    again.outbox.acknowledge(entry.clientId);
    expect(await new BrowserStorage<Say>("t1").all()).toEqual([]);
  });

  test("falls back to memory where the browser refuses", async () => {
    const spy = vi.spyOn(indexedDB, "open").mockImplementation(() => {
      throw new DOMException("denied", "SecurityError");
    });
    const storage = new BrowserStorage<Say>("t2");
    spy.mockRestore();
    const { outbox } = setup(storage);
    const entry = outbox.add("a", { text: "kept in the page" });
    expect(await storage.all()).toEqual([entry]);
  });
});
