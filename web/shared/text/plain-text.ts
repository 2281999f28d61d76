import { parseMarkdown } from "./markdown";
import type { Block, Inline } from "./markdown-tree";

/** A Markdown text as it would be read aloud or fit a list's row: no marks, no citations, one line. */
export const plainText = (markdown: string): string => {
  const citations = new Set(Array.from({ length: 20 }, (_, i) => i + 1));
  return ofBlocks(parseMarkdown(markdown, { citations })).replace(/\s+/g, " ").trim();
};

const ofBlocks = (blocks: readonly Block[]): string => blocks.map(ofBlock).join(" ");
const ofInlines = (nodes: readonly Inline[]): string => nodes.map(ofInline).join("");

function ofBlock(block: Block): string {
  switch (block.kind) {
    case "code":
      return block.text;
    case "list":
      return block.items.map(ofBlocks).join(" ");
    case "quote":
      return ofBlocks(block.children);
    case "table":
      return [block.head, ...block.rows].map((row) => row.map(ofInlines).join(" ")).join(" ");
    case "rule":
      return "";
    default:
      return ofInlines(block.children);
  }
}

function ofInline(node: Inline): string {
  if (typeof node === "string") return node;
  switch (node.kind) {
    case "break":
      return " ";
    case "cite":
      return "";
    case "code":
      return node.text;
    case "picture":
      return node.label;
    default:
      return ofInlines(node.children);
  }
}
