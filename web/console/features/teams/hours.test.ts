import { expect, test } from "vitest";
import { clocks, listed, nextSpan, wholeWeek } from "./hours";

test("a week always has seven days", () => {
  expect(wholeWeek([[], [{ from: "09:00", until: "18:00" }]])).toHaveLength(7);
  expect(wholeWeek(null)[6]).toEqual([]);
});

test("an odd time that is set stays on offer", () => {
  expect(clocks("09:10")).toContain("09:10");
  expect(clocks("18:00", "17:00")[0]).toBe("17:00");
  expect(clocks("09:00").at(-1)).toBe("24:00");
});

test("another span begins after the last and never runs backwards", () => {
  expect(nextSpan([])).toEqual({ from: "09:00", until: "18:00" });
  expect(nextSpan([{ from: "09:00", until: "12:00" }])).toEqual({ from: "13:00", until: "15:00" });
  expect(nextSpan([{ from: "09:00", until: "24:00" }])).toBeUndefined();
});

test("skills are parted by commas of either script", () => {
  expect(listed("returns，退货, returns,,")).toEqual(["returns", "退货"]);
});
