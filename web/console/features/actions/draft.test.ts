import { expect, test } from "vitest";
import type { Server } from "./api/actions";
import { draftOf, fromNothing, fromTool, newInput, secretNames } from "./draft";

test("secrets are those that headers name, each once", () => {
  const headers = [
    { name: "Authorization", value: "Bearer {secret:key}" },
    { name: "X-Other", value: "{secret:key}{secret:two}{plain}" },
  ];
  expect(secretNames({ http: { method: "GET", url: "", headers } })).toEqual(["key", "two"]);
});

test("what is sent holds no keys of rows and no secret that was not typed", () => {
  const draft = draftOf({ ...fromNothing(), inputs: [newInput()], secrets: { key: "", two: "x" } });
  expect(draft.definition.inputs[0]).not.toHaveProperty("row");
  expect(draft.secrets).toEqual({ two: "x" });
});

test("a tool counts as changing something, and is off, until somebody says otherwise", () => {
  const server: Server = { id: "s", name: "S", url: "https://x", has_token: false, tools: [{ name: "lookUp-Order", description: "d", hash: "h", read_only: true, usable: true, inputs: [] }] };
  const made = fromTool(server, "lookUp-Order");
  expect(made?.definition).toMatchObject({ name: "look_up_order", writes: true, tool: { server_id: "s", hash: "h" } });
  expect(made?.definition.http).toBeUndefined();
  expect(made?.enabled).toBe(false);
  expect(fromTool(server, "other")).toBeUndefined();
});
