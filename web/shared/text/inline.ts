import type { Inline } from "./markdown-tree";
import { misleads, safeHref } from "./safe-href";

export interface InlineOptions {
  /** The numbers that a "[n]" may cite; any other stays text. */
  citations?: ReadonlySet<number>;
  /** Where a picture of this address is served, if it is one that may be shown. */
  picture?(address: string): string | undefined;
}

/** Deeper than people write, shallow enough for a text made to exhaust the stack. */
const deepest = 6;
const bareLink = /https?:\/\/[^\s<>"'`，。！？；：、（）【】《》「」]+/y;
const special = /[\\`*_~[!<\nh]/g;

/** One line's worth of Markdown: emphasis, code, links, citations, hard breaks. */
export function parseInline(text: string, options: InlineOptions = {}, depth = 0): Inline[] {
  const out: Inline[] = [];
  const scan: Scan = { text, options, depth, missing: new Set() };
  let plainFrom = 0;
  let at = 0;
  const plainTo = (end: number) => void (end > plainFrom && out.push(text.slice(plainFrom, end)));
  while (at < text.length) {
    special.lastIndex = at;
    const found = special.exec(text);
    if (!found) break;
    at = found.index;
    const match = tokenAt(scan, at);
    if (!match) {
      at++;
      continue;
    }
    plainTo(at);
    if (match.node !== undefined) out.push(match.node);
    at = plainFrom = match.end;
  }
  plainTo(text.length);
  return join(out);
}

interface Scan {
  text: string;
  options: InlineOptions;
  depth: number;
  /** Closers known to be absent from some point on: keeps hostile text linear. */
  missing: Set<string>;
}

interface Match {
  node?: Inline;
  end: number;
}

function tokenAt(scan: Scan, at: number): Match | undefined {
  const { text } = scan;
  switch (text[at]) {
    case "\\":
      return /[\\`*_~[\]()!#>|.-]/.test(text[at + 1] ?? "") ? { node: text[at + 1] ?? "", end: at + 2 } : undefined;
    case "\n":
      return { node: { kind: "break" }, end: at + 1 };
    case "`":
      return code(scan, at);
    case "!":
      return image(scan, at);
    case "[":
      return citation(scan, at) ?? link(scan, at);
    case "<":
      return angle(scan, at);
    case "h":
      return bare(scan, at);
    default:
      return emphasis(scan, at);
  }
}

function code(scan: Scan, at: number): Match | undefined {
  const fence = scan.text.startsWith("``", at) ? "``" : "`";
  const close = find(scan, fence, at + fence.length);
  if (close < 0) return undefined;
  return { node: { kind: "code", text: scan.text.slice(at + fence.length, close).trim() }, end: close + fence.length };
}

const marks = ["**", "__", "~~", "*", "_"] as const;

function emphasis(scan: Scan, at: number): Match | undefined {
  const { text, depth } = scan;
  const mark = marks.find((candidate) => text.startsWith(candidate, at));
  if (!mark || depth >= deepest) return undefined;
  const start = at + mark.length;
  if (/\s/.test(text[start] ?? " ") || (mark.startsWith("_") && /\w/.test(text[at - 1] ?? ""))) return undefined;
  let close = find(scan, mark, start);
  while (close >= 0 && !closes(text, mark, close)) close = find(scan, mark, close + mark.length);
  if (close <= start) return undefined;
  const children = parseInline(text.slice(start, close), scan.options, depth + 1);
  const kind = mark === "~~" ? "del" : mark.length === 2 ? "strong" : "em";
  return { node: { kind, children }, end: close + mark.length };
}

function closes(text: string, mark: string, at: number): boolean {
  if (/\s/.test(text[at - 1] ?? " ") || text[at - 1] === "\\") return false;
  if (mark.length === 1 && (text[at + 1] === mark || text[at - 1] === mark)) return false;
  return !(mark.startsWith("_") && /\w/.test(text[at + mark.length] ?? ""));
}

function citation({ text, options }: Scan, at: number): Match | undefined {
  const found = /^\[(\d{1,2})\](?!\()/.exec(text.slice(at, at + 5));
  const number = Number(found?.[1]);
  if (!found || !options.citations?.has(number)) return undefined;
  return { node: { kind: "cite", number }, end: at + found[0].length };
}

/** "[text](address)" → where its parts lie. */
function parts(scan: Scan, at: number): { label: string; address: string; end: number } | undefined {
  const middle = find(scan, "](", at + 1);
  if (middle < 0 || scan.text.slice(at + 1, middle).includes("\n\n")) return undefined;
  const close = find(scan, ")", middle + 2);
  if (close < 0) return undefined;
  const address = scan.text.slice(middle + 2, close).trim().split(/\s/)[0] ?? "";
  return { label: scan.text.slice(at + 1, middle), address, end: close + 1 };
}

function link(scan: Scan, at: number): Match | undefined {
  const found = scan.depth < deepest ? parts(scan, at) : undefined;
  if (!found || found.label.includes("[")) return undefined;
  const href = safeHref(found.address);
  // Citations and links inside a link's text make no sense, and nested targets confuse everybody.
  const children = parseInline(found.label, {}, deepest);
  if (!href) return { node: found.label, end: found.end };
  return { node: { kind: "link", href, children: misleads(found.label, href) ? [href] : children }, end: found.end };
}

/** A remote picture is a request that tells its owner who reads; only its description stays. */
function image(scan: Scan, at: number): Match | undefined {
  const found = scan.text[at + 1] === "[" ? parts(scan, at + 1) : undefined;
  const src = found && scan.options.picture?.(found.address);
  return found && { node: src ? { kind: "picture", src, label: found.label } : found.label, end: found.end };
}

function angle({ text }: Scan, at: number): Match | undefined {
  const found = /^<((?:https?:\/\/|mailto:)[^\s<>]+)>/.exec(text.slice(at, at + 2_000));
  const href = found?.[1] && safeHref(found[1]);
  return href && found ? { node: { kind: "link", href, children: [found[1] ?? href] }, end: at + found[0].length } : undefined;
}

function bare({ text, depth }: Scan, at: number): Match | undefined {
  if (depth >= deepest || /\w/.test(text[at - 1] ?? "")) return undefined;
  bareLink.lastIndex = at;
  const found = bareLink.exec(text)?.[0].replace(/[.,;:!?*_~\])]+$/, "");
  const href = found && safeHref(found);
  return href ? { node: { kind: "link", href, children: [found] }, end: at + found.length } : undefined;
}

function find(scan: Scan, closer: string, from: number): number {
  if (scan.missing.has(closer)) return -1;
  const at = scan.text.indexOf(closer, from);
  if (at < 0) scan.missing.add(closer);
  return at;
}

/** Neighbouring pieces of text become one. */
function join(nodes: Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (typeof node === "string" && typeof last === "string") out[out.length - 1] = last + node;
    else out.push(node);
  }
  return out;
}

/** What a visitor or an unformatted text gets: live addresses and line breaks, nothing else. */
export function parsePlain(text: string): Inline[] {
  const out: Inline[] = [];
  text.split("\n").forEach((line, index) => {
    if (index > 0) out.push({ kind: "break" });
    let from = 0;
    for (const found of line.matchAll(/https?:\/\//g)) {
      const match = found.index < from ? undefined : bare({ text: line, options: {}, depth: 0, missing: new Set() }, found.index);
      if (!match?.node) continue;
      out.push(line.slice(from, found.index), match.node);
      from = match.end;
    }
    out.push(line.slice(from));
  });
  return join(out.filter((node) => node !== ""));
}
