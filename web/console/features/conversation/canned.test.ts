import { describe, expect, test } from "vitest";
import type { CannedReply } from "@console/shared/api/types";
import { fillIn, matching, slashAt } from "./canned";
import { insertAt } from "./components/use-composer";

const reply = (shortcut: string, title: string, lang: "en" | "zh" = "en"): CannedReply => ({ id: shortcut, shortcut, title, lang, body: title });

test("variables are filled, unknown and empty ones stay to be seen", () => {
  const values = { visitor: "", agent: "Mei", number: 1042 };
  expect(fillIn("Hi {{visitor.name}}, {{ agent.name }} here, #{{conversation.number}} {{nope}}", values)).toBe("Hi {{visitor.name}}, Mei here, #1042 {{nope}}");
});

describe("slashAt", () => {
  test.each([
    ["/ref", 4, { query: "ref", from: 0 }],
    ["hello /ref", 10, { query: "ref", from: 6 }],
    ["hello /ref", 8, { query: "r", from: 6 }],
    ["您好 /退款", 6, { query: "退款", from: 3 }],
    ["and/or", 6, undefined],
    ["https://a", 9, undefined],
    ["/ref done", 9, undefined],
  ])("%s at %i", (text, cursor, found) => {
    expect(slashAt(text, cursor)).toEqual(found);
  });
});

test("shortcuts come before words of the title, the visitor's language first", () => {
  const replies = [reply("thanks", "Refund thanks"), reply("refund", "Money back"), reply("refund-zh", "退款", "zh")];
  expect(matching(replies, "refund", "zh").map((one) => one.id)).toEqual(["refund-zh", "refund", "thanks"]);
});

describe("insertAt", () => {
  test("an empty draft becomes the text", () => {
    expect(insertAt("  ", "Hello.", 2, 2)).toEqual({ text: "Hello.", cursor: 6 });
  });

  test("a draft keeps its words: the text goes where the cursor stands", () => {
    expect(insertAt("Dear Ada,bye", "Hello.", 9, 9)).toEqual({ text: "Dear Ada, Hello.bye", cursor: 16 });
    expect(insertAt("Dear XXX bye", "Ada", 5, 8)).toEqual({ text: "Dear Ada bye", cursor: 8 });
  });
});
