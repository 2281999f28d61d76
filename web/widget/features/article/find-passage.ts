import type { Source } from "@widget/shared/session/api";

/** Enough of a line to know its place by, and the least that is not just any words. */
const sample = 40;
const least = 8;

/**
 * Where in the drawn article the cited passage stands: each block with a line of the quote, or else the
 * section's heading. The first is what to scroll to.
 */
export function findPassage(article: Element, source: Pick<Source, "quote" | "anchor">): Element[] {
  const lines = (source.quote ?? "").split("\n").map(plain).filter((line) => line.length >= least);
  const blocks = [...article.querySelectorAll("p, li, tr, blockquote, pre")].filter((block) => !block.querySelector("p, li"));
  const quoted = blocks.filter((block) => {
    const text = plain(block.textContent ?? "");
    return lines.some((line) => text.includes(line.slice(0, sample)) || (text.length >= least && line.includes(text)));
  });
  if (quoted.length > 0) return quoted;
  const heading = source.anchor && article.querySelector(`[id="${CSS.escape(source.anchor)}"]`);
  return heading ? [heading] : [];
}

/** Without numbering, marks and spaces: a quote comes as Markdown, the article as it is drawn. */
const plain = (text: string) =>
  text
    .replace(/^\s*(?:\d+[.)]|[-*+>#]+)\s/, "")
    .replace(/[\s*_`|]+/g, "")
    .toLowerCase();
