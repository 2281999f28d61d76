import { expect, test } from "vitest";
import { listed } from "./listed";

test("names in a row are kept apart in every language", () => {
  expect(listed(["On", "Looks up", "MCP"], "en")).toBe("On, Looks up, MCP");
  expect(listed(["启用", "仅查询", "MCP"], "zh")).toBe("启用、仅查询、MCP");
});
