import { expect, test } from "vitest";
import { hunksOf } from "./diff";

test("a changed line is shown word by word", () => {
  expect(hunksOf("It takes three days.\n", "It takes five days.\n", "en")).toEqual([
    {
      kind: "changed",
      pieces: [
        { kind: "same", text: "It takes " },
        { kind: "removed", text: "three" },
        { kind: "added", text: "five" },
        { kind: "same", text: " days.\n" },
      ],
    },
  ]);
});

test("Chinese is parted by words, not by sentences", () => {
  const [hunk] = hunksOf("退款需要三天到账。\n", "退款需要五天到账。\n", "zh");
  expect(hunk).toMatchObject({ kind: "changed" });
  if (hunk?.kind === "changed") expect(hunk.pieces.filter((piece) => piece.kind === "same").map((piece) => piece.text).join("")).toContain("退款需要");
});

test("what did not change is folded, but for its neighbours", () => {
  const lines = Array.from({ length: 12 }, (_, line) => `line ${line}`).join("\n");
  const hunks = hunksOf(`${lines}\nold\n`, `${lines}\nnew\n`, "en");
  expect(hunks.map((hunk) => hunk.kind)).toEqual(["hidden", "same", "changed"]);
  expect(hunks[0]).toEqual({ kind: "hidden", lines: 10 });
});
