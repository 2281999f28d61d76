import { diffLines, diffWordsWithSpace } from "diff";

export type Piece = { kind: "same" | "added" | "removed"; text: string };
export type Hunk = { kind: "changed"; pieces: Piece[] } | { kind: "same"; text: string } | { kind: "hidden"; lines: number };

/** Unchanged lines that are shown around a change. */
const context = 2;

/** What became of a text: changed lines word by word, unchanged ones folded away but for their neighbours. */
export function hunksOf(before: string, after: string, lang: string): Hunk[] {
  const intlSegmenter = new Intl.Segmenter(lang, { granularity: "word" });
  const parts = diffLines(before, after);
  const hunks: Hunk[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    const next = parts[at + 1];
    if (!part) continue;
    if (!part.added && !part.removed) {
      hunks.push(...folded(part.value, at === 0, at === parts.length - 1));
    } else if (part.removed && next?.added) {
      hunks.push({ kind: "changed", pieces: diffWordsWithSpace(part.value, next.value, { intlSegmenter }).map(pieceOf) });
      at++;
    } else {
      hunks.push({ kind: "changed", pieces: [pieceOf(part)] });
    }
  }
  return hunks;
}

const pieceOf = ({ added, removed, value }: { added?: boolean; removed?: boolean; value: string }): Piece => ({
  kind: added ? "added" : removed ? "removed" : "same",
  text: value,
});

function folded(text: string, first: boolean, last: boolean): Hunk[] {
  const lines = text.replace(/\n$/, "").split("\n");
  const head = first ? 0 : context;
  const tail = last ? 0 : context;
  if (lines.length <= head + tail + 1) return [{ kind: "same", text: lines.join("\n") }];
  const hunks: Hunk[] = [];
  if (head > 0) hunks.push({ kind: "same", text: lines.slice(0, head).join("\n") });
  hunks.push({ kind: "hidden", lines: lines.length - head - tail });
  if (tail > 0) hunks.push({ kind: "same", text: lines.slice(-tail).join("\n") });
  return hunks;
}
