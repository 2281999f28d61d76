import { describe, expect, it } from "vitest";
import { everyDay, split, total } from "./outcomes";

const counts = { conversations: 10, confirmed: 2, assumed: 3, escalated: 1 };

describe("outcomes", () => {
  it("adds up to all conversations", () => {
    expect(split(counts)).toEqual({ confirmed: 2, assumed: 3, escalated: 1, other: 4 });
    expect(total([counts, counts])).toEqual({ conversations: 20, confirmed: 4, assumed: 6, escalated: 2 });
    expect(total([]).conversations).toBe(0);
  });

  it("shows days on which nothing began", () => {
    const list = everyDay([{ ...counts, day: "2026-02-28" }], 3, new Date("2026-03-01T10:00:00Z"));
    expect(list.map((one) => [one.day, one.conversations])).toEqual([
      ["2026-02-27", 0],
      ["2026-02-28", 10],
      ["2026-03-01", 0],
    ]);
  });
});
