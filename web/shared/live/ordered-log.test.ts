import { expect, test, vi } from "vitest";
import { OrderedLog } from "./ordered-log";
import { TypingSignal } from "./typing";
import { uuid7 } from "./uuid7";

const event = (seq: number) => ({ seq });
const seqs = (log: OrderedLog<{ seq: number }>) => log.events.get().map((e) => e.seq);

test("drops repeats", () => {
  const onGap = vi.fn();
  const log = new OrderedLog(onGap);
  for (const seq of [1, 2, 2, 1, 3]) log.add(event(seq));
  expect(seqs(log)).toEqual([1, 2, 3]);
  expect(log.cursor).toBe(3);
  expect(onGap).not.toHaveBeenCalled();
});

test("holds what comes early and reports the hole once", () => {
  const onGap = vi.fn();
  const log = new OrderedLog(onGap);
  for (const seq of [1, 4, 3, 5]) log.add(event(seq));
  expect(seqs(log)).toEqual([1]);
  expect(log.cursor).toBe(1);
  expect(onGap).toHaveBeenCalledOnce();
  log.add(event(2));
  expect(seqs(log)).toEqual([1, 2, 3, 4, 5]);
  log.add(event(9));
  expect(onGap).toHaveBeenCalledTimes(2);
});

test("any order of arrival with repeats gives the same view", () => {
  for (let round = 0; round < 200; round++) {
    const log = new OrderedLog(() => {});
    const arrivals = Array.from({ length: 60 }, () => 1 + Math.floor(Math.random() * 20));
    const missing = Array.from({ length: 20 }, (_, i) => i + 1).sort(() => Math.random() - 0.5);
    for (const seq of [...arrivals, ...missing]) log.add(event(seq));
    expect(seqs(log)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  }
});

test("typing is told at most every 2.5 s, and at once after a message", () => {
  let now = 0;
  const send = vi.fn();
  const typing = new TypingSignal(send, () => now);
  for (now = 0; now < 6_000; now += 100) typing.typed();
  expect(send).toHaveBeenCalledTimes(3);
  typing.sent();
  typing.typed();
  expect(send).toHaveBeenCalledTimes(4);
});

test("uuid7 is well formed, unique and sorts by time", () => {
  const ids = [1, 2, 3].map((ms) => uuid7(1_790_000_000_000 + ms));
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(Array.from({ length: 1000 }, () => uuid7())).size).toBe(1000);
});
