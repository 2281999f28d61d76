import { expect, test } from "vitest";
import { attributesOf, linesOf, present, settled } from "./conditions";

test("what is not filled in is left out, so that no rule catches everybody", () => {
  expect(settled({ words: [], intents: ["a"], min_turn: 0, attributes: { "": "x" } })).toEqual({ intents: ["a"] });
  expect(settled({ attributes: { tier: "" }, max_valence: 0 })).toEqual({ attributes: { tier: "*" }, max_valence: 0 });
});

test("attributes are lines and come back", () => {
  expect(attributesOf("tier = gold\n\n country=a=b \nvip")).toEqual({ tier: "gold", country: "a=b", vip: "" });
  expect(linesOf({ tier: "gold", vip: "" })).toBe("tier = gold\nvip");
});

test("conditions stand in the order of the form", () => {
  expect(present({ pages: ["/a"], words: ["b"] })).toEqual(["words", "pages"]);
});
