import type { Inline } from "@shared/text/markdown-tree";

const lastWord = /(\p{Script=Han}|[^\s\p{Script=Han}]{1,24})\s*$/u;

/**
 * Splits a line so that each citation stays with the word before it: a number alone at the start of a
 * line refers to nothing. A run of more than one node must not be broken.
 */
export function gluedRuns(nodes: readonly Inline[]): Inline[][] {
  const runs: Inline[][] = [];
  for (const node of nodes) {
    const run = runs.at(-1);
    if (!isCite(node) || !run) runs.push([node]);
    else if (run.length > 1) run.push(node);
    else if (isBlank(run) && runs.length > 1) runs.splice(-2, 2, [...(runs.at(-2) ?? []), node]);
    else runs.push(...glue(runs.pop() ?? [], node));
  }
  return runs;
}

const isCite = (node: Inline) => typeof node === "object" && node.kind === "cite";

/** Only a space between a word in bold and its citation: the space goes. */
const isBlank = ([node]: Inline[]) => typeof node === "string" && node.trim() === "";

function glue([before]: Inline[], cite: Inline): Inline[][] {
  const word = typeof before === "string" ? lastWord.exec(before) : null;
  if (typeof before !== "string" || !word) return [before === undefined ? [cite] : [before, cite]];
  const rest = before.slice(0, word.index);
  return [...(rest ? [[rest]] : []), [word[1] ?? "", cite]];
}
