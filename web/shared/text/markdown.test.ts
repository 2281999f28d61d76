import { describe, expect, test } from "vitest";
import { parsePlain } from "./inline";
import { parseMarkdown } from "./markdown";
import { plainText } from "./plain-text";
import type { Block, Inline } from "./markdown-tree";
import { misleads, safeHref } from "./safe-href";

/** The tree as HTML-like text, so that a test can be read; the apps never do this. */
const show = (blocks: Block[]): string => blocks.map(showBlock).join("");
const inlines = (nodes: Inline[]): string => nodes.map(showInline).join("");

function showInline(node: Inline): string {
  if (typeof node === "string") return node;
  switch (node.kind) {
    case "break":
      return "⏎";
    case "cite":
      return `^${node.number}`;
    case "code":
      return `‹${node.text}›`;
    case "picture":
      return `<${node.label}@${node.src}>`;
    case "link":
      return `{${inlines(node.children)}→${node.href}}`;
    default:
      return `(${node.kind} ${inlines(node.children)})`;
  }
}

function showBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return `¶${inlines(block.children)}`;
    case "heading":
      return `#${block.level} ${inlines(block.children)}`;
    case "list":
      return `[${block.ordered ? block.start : "•"} ${block.items.map(show).join(" | ")}]`;
    case "code":
      return `«${block.text}»`;
    case "quote":
      return `"${show(block.children)}"`;
    case "table":
      return `T(${[block.head, ...block.rows].map((row) => row.map(inlines).join(",")).join(";")})`;
    case "rule":
      return "—";
  }
}

const md = (text: string, ...citations: number[]) => show(parseMarkdown(text, { citations: new Set(citations) }));

test.each([
  ["plain", "Hello there", "¶Hello there"],
  ["emphasis", "a **bold** and *soft* and ~~gone~~", "¶a (strong bold) and (em soft) and (del gone)"],
  ["nested", "**bold *both* end**", "¶(strong bold (em both) end)"],
  ["snake case stays", "order_number_field and 2 * 3 * 4", "¶order_number_field and 2 * 3 * 4"],
  ["code", "run `rm **x**` now", "¶run ‹rm **x**› now"],
  ["escape", "\\*not\\* bold", "¶*not* bold"],
  ["line break", "one\ntwo", "¶one⏎two"],
  ["paragraphs", "one\n\ntwo", "¶one¶two"],
  ["heading", "## Returns ##\ntext", "#2 Returns¶text"],
  ["list", "- one\n- two\n  - deep\n- three", "[• ¶one | ¶two[• ¶deep] | ¶three]"],
  ["ordered", "3. c\n4. d", "[3 ¶c | ¶d]"],
  ["loose list", "1. a\n\n   more\n\n2. b", "[1 ¶a¶more | ¶b]"],
  ["list after text", "Steps:\n- a\n- b\n\nEnd", "¶Steps:[• ¶a | ¶b]¶End"],
  ["fence", "```js\nlet a = `1`;\n```\nend", "«let a = `1`;»¶end"],
  ["open fence", "```\nnever closed", "«never closed»"],
  ["quote", "> said\n> so", '"¶said⏎so"'],
  ["table", "| a | b |\n|---|:-:|\n| 1 | **2** |", "T(a,b;1,(strong 2))"],
  ["rule", "a\n\n---\n\nb", "¶a—¶b"],
  ["chinese", "**退货**：7 天内[1]。", "¶(strong 退货)：7 天内[1]。"],
])("%s", (_, text, want) => {
  expect(md(text)).toBe(want);
});

describe("links", () => {
  test.each([
    ["[shop](https://juniper.example/a)", "¶{shop→https://juniper.example/a}"],
    ["[mail](mailto:help@juniper.example)", "¶{mail→mailto:help@juniper.example}"],
    ["see https://juniper.example/x, ok", "¶see {https://juniper.example/x→https://juniper.example/x}, ok"],
    ["见 https://juniper.example/退货。谢谢", "¶见 {https://juniper.example/退货→https://juniper.example/%E9%80%80%E8%B4%A7}。谢谢"],
    ["<https://juniper.example>", "¶{https://juniper.example→https://juniper.example/}"],
    ["[x](javascript:alert(1))", "¶x)"],
    ["[x](JaVaScRiPt:alert)", "¶x"],
    ["[x](data:text/html,hi)", "¶x"],
    ["[x](vbscript:a)", "¶x"],
    ["[x](/relative)", "¶x"],
    ["[x](//evil.example)", "¶x"],
    ["[x](https://bank.example@evil.example/)", "¶x"],
    ["[https://bank.example](https://evil.example/)", "¶{https://evil.example/→https://evil.example/}"],
    ["![secret](https://evil.example/?d=1)", "¶secret"],
    ["<img src=x onerror=alert(1)>", "¶<img src=x onerror=alert(1)>"],
    ["<script>alert(1)</script>", "¶<script>alert(1)</script>"],
  ])("%s", (text, want) => {
    expect(md(text)).toBe(want);
  });

  test("safe addresses", () => {
    expect(safeHref(" https://a.example ")).toBe("https://a.example/");
    for (const bad of ["", "a.example", "java\nscript:alert(1)", "file:///etc/passwd", "https://"]) expect(safeHref(bad)).toBeUndefined();
    expect(misleads("www.a.example", "https://a.example/x")).toBe(false);
    expect(misleads("our shop", "https://a.example/")).toBe(false);
    expect(misleads("a.example", "https://b.example/")).toBe(true);
  });
});

test("only numbers that have a source become citations", () => {
  expect(md("Yes [1][2], not [3] or [12].", 1, 2)).toBe("¶Yes ^1^2, not [3] or [12].");
});

test("a visitor's text keeps its marks", () => {
  expect(inlines(parsePlain("**hi** <b>\nhttps://a.example/x ok"))).toBe("**hi** <b>⏎{https://a.example/x→https://a.example/x} ok");
});

test.each([
  ["stars", "*".repeat(16_000)],
  ["brackets", "[".repeat(16_000)],
  ["links", "[a](".repeat(4_000)],
  ["quotes", ">".repeat(16_000)],
  ["nested lists", Array.from({ length: 800 }, (_, i) => " ".repeat(i) + "- x").join("\n")],
  ["backticks", "`` ` ".repeat(4_000)],
  ["tables", "|a|b|\n|-|-|\n".repeat(1_200)],
  ["emphasis ladder", "*a **b ".repeat(2_000)],
])("a bomb of %s takes no time", (_, text) => {
  const start = performance.now();
  parseMarkdown(text, { citations: new Set([1]) });
  expect(performance.now() - start).toBeLessThan(500);
});

test("as plain text", () => {
  const text = "**How to return**\n\n1. Open *My orders* [1]\n2. Use `JH-5`\n\n> said [shop](https://a.example)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---";
  expect(plainText(text)).toBe("How to return Open My orders Use JH-5 said shop a b 1 2");
});
