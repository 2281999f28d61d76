import { expect, test } from "vitest";
import { csv } from "./csv";

test("a table is quoted where it must be, and holds no formula", () => {
  expect(csv([["team", "met"], ['Orders, "fast"', 3], ["=1+1", -2], ["售后\n团队", 0]])).toBe('\uFEFFteam,met\r\n"Orders, ""fast""",3\r\n\'=1+1,-2\r\n"售后\n团队",0\r\n');
});
