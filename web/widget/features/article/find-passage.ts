import type { Source } from "@widget/shared/session/api";

/** Enough of a quote to know its place by: the whole may span several paragraphs. */
const sample = 40;

/** Where in the drawn article the cited passage stands: the block with the quoted words, else the section's heading. */
export function findPassage(article: Element, source: Pick<Source, "quote" | "anchor">): Element | undefined {
  const start = plain(source.quote ?? "").slice(0, sample);
  if (start) {
    const blocks = [...article.querySelectorAll("p, li, tr, blockquote, pre")];
    const quoted = blocks.find((block) => plain(block.textContent ?? "").includes(start));
    if (quoted) return quoted;
  }
  return (source.anchor && article.querySelector(`[id="${CSS.escape(source.anchor)}"]`)) || undefined;
}

/** Without spaces and marks: a quote comes as plain text, the article with its own line breaks. */
const plain = (text: string) => text.replace(/[\s*_`|]+/g, "").toLowerCase();
