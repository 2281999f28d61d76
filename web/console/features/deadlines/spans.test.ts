import { expect, test } from "vitest";
import { fieldOf, instantOf, shareMet, spanText, unitOf } from "./spans";

test("minutes are shown in the largest unit that fits", () => {
  expect([0, 45, 60, 90, 1440, 4320].map(unitOf)).toEqual(["minutes", "minutes", "hours", "minutes", "days", "days"]);
});

test("a stretch has two parts at most", () => {
  expect([-5, 45, 61, 3600, 3660, 90_000, 172_800].map((seconds) => spanText("en", seconds))).toEqual(["0s", "45s", "1m", "1h", "1h 1m", "1d 1h", "2d"]);
  expect(spanText("zh", 3660)).toBe("1小时 1分钟");
});

test("a field and its instant are the same minute, whatever the browser's zone", () => {
  const field = "2026-11-23T09:30";
  expect(fieldOf(instantOf(field))).toBe(field);
  expect(instantOf("")).toBeUndefined();
});

test("a single miss is never a hundred percent", () => {
  expect(shareMet({ met: 999, missed: 1 })).toBe(99);
  expect(shareMet({ met: 0, missed: 0 })).toBeUndefined();
});
