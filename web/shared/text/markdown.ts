import { parseInline, type InlineOptions } from "./inline";
import type { Block } from "./markdown-tree";

const deepest = 6;
const bullet = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const heading = /^(#{1,6})\s+(.*?)\s*#*$/;
const rule = /^\s*([-*_])(?:\s*\1){2,}\s*$/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/**
 * Parses the Markdown that answers and articles use: paragraphs, headings, lists, code, quotes, tables.
 * Everything else is text, HTML included. Never throws, and takes time in proportion to the text.
 */
export function parseMarkdown(text: string, options: InlineOptions = {}): Block[] {
  return blocks(text.replace(/\r\n?/g, "\n").split("\n"), options, 0);
}

function blocks(lines: string[], options: InlineOptions, depth: number): Block[] {
  const out: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (line.trim() === "") {
      at++;
      continue;
    }
    const [block, next] = blockAt(lines, at, options, depth);
    out.push(block);
    at = Math.max(next, at + 1);
  }
  return out;
}

type Read = [block: Block, next: number];

function blockAt(lines: string[], at: number, options: InlineOptions, depth: number): Read {
  const line = lines[at] ?? "";
  const title = heading.exec(line);
  if (title) {
    const level = (title[1]?.length ?? 1) as 1 | 2 | 3 | 4 | 5 | 6;
    return [{ kind: "heading", level, children: parseInline(title[2] ?? "", options) }, at + 1];
  }
  if (/^\s*(```|~~~)/.test(line)) return fenced(lines, at);
  if (rule.test(line)) return [{ kind: "rule" }, at + 1];
  if (depth < deepest && /^\s*>/.test(line)) return quote(lines, at, options, depth);
  if (depth < deepest && bullet.test(line)) return list(lines, at, options, depth);
  if (line.includes("|") && tableRule.test(lines[at + 1] ?? "")) return table(lines, at, options);
  return paragraph(lines, at, options);
}

function fenced(lines: string[], at: number): Read {
  const fence = (lines[at] ?? "").trim().slice(0, 3);
  let end = at + 1;
  while (end < lines.length && !(lines[end] ?? "").trim().startsWith(fence)) end++;
  return [{ kind: "code", text: lines.slice(at + 1, end).join("\n") }, end + 1];
}

function quote(lines: string[], at: number, options: InlineOptions, depth: number): Read {
  let end = at;
  while (end < lines.length && /^\s*>/.test(lines[end] ?? "")) end++;
  const inner = lines.slice(at, end).map((line) => line.replace(/^\s*> ?/, ""));
  return [{ kind: "quote", children: blocks(inner, options, depth + 1) }, end];
}

function list(lines: string[], at: number, options: InlineOptions, depth: number): Read {
  const first = bullet.exec(lines[at] ?? "");
  const indent = first?.[1]?.length ?? 0;
  const ordered = /\d/.test(first?.[2] ?? "");
  const items: string[][] = [];
  let end = at;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? "";
    const item = bullet.exec(line);
    if (item && (item[1]?.length ?? 0) <= indent) {
      if (/\d/.test(item[2] ?? "") !== ordered) break;
      items.push([item[3] ?? ""]);
    } else if (line.trim() === "") {
      if (!continues(lines, end + 1, indent)) break;
      items.at(-1)?.push("");
    } else if (/^\s/.test(line) || (lines[end - 1] ?? "").trim() !== "") {
      items.at(-1)?.push(line.replace(new RegExp(`^\\s{0,${indent + 3}}`), ""));
    } else break;
  }
  const start = ordered ? parseInt(first?.[2] ?? "1", 10) : 1;
  return [{ kind: "list", ordered, start, items: items.map((item) => blocks(item, options, depth + 1)) }, end];
}

/** After an empty line a list goes on with another item or with something indented under the last. */
function continues(lines: string[], at: number, indent: number): boolean {
  const line = lines[at] ?? "";
  const item = bullet.exec(line);
  return item ? (item[1]?.length ?? 0) >= indent : line.startsWith(" ".repeat(indent + 2));
}

function table(lines: string[], at: number, options: InlineOptions): Read {
  const cells = (line: string) =>
    line
      .trim()
      .replace(/^\||\|$/g, "")
      .split(/(?<!\\)\|/)
      .map((cell) => parseInline(cell.trim(), options));
  let end = at + 2;
  while (end < lines.length && (lines[end] ?? "").includes("|")) end++;
  return [{ kind: "table", head: cells(lines[at] ?? ""), rows: lines.slice(at + 2, end).map(cells) }, end];
}

function paragraph(lines: string[], at: number, options: InlineOptions): Read {
  let end = at + 1;
  while (end < lines.length && !interrupts(lines[end] ?? "")) end++;
  const text = lines
    .slice(at, end)
    .map((line) => line.trim())
    .join("\n");
  return [{ kind: "paragraph", children: parseInline(text, options) }, end];
}

function interrupts(line: string): boolean {
  return line.trim() === "" || heading.test(line) || bullet.test(line) || /^\s*(>|```|~~~)/.test(line) || rule.test(line);
}
