import { expect, test } from "vitest";
import { joined, listed, same } from "./lines";

test("a list survives being typed", () => {
  expect(listed(" tax advice \n\n股票\n")).toEqual(["tax advice", "股票"]);
  expect(listed(joined(["a", "b c"]))).toEqual(["a", "b c"]);
  expect(listed("")).toEqual([]);
});

test("settings are the same whatever their version", () => {
  expect(same({ version: 1, brand: "a" }, { version: 2, brand: "a" })).toBe(true);
  expect(same({ version: 1, brand: "a" }, { version: 1, brand: "b" })).toBe(false);
});
