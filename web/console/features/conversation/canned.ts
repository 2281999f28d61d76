import type { CannedReply } from "@console/shared/api/types";

export interface Variables {
  visitor: string;
  agent: string;
  number: number;
}

/** Fills in what is known; an unknown or empty variable stays visible, so that nobody sends "Dear ,". */
export function fillIn(body: string, values: Variables): string {
  const known: Record<string, string> = {
    "visitor.name": values.visitor,
    "agent.name": values.agent,
    "conversation.number": String(values.number),
  };
  return body.replace(/\{\{\s*([a-z.]+)\s*\}\}/g, (whole, name: string) => known[name] || whole);
}

/** A "/" at the start of a line or after a space, and what was typed after it, up to the cursor. */
const slash = /(^|\s)\/([\p{L}\p{N}_-]*)$/u;

export interface Slash {
  query: string;
  /** Where the slash stands, to replace from there. */
  from: number;
}

export function slashAt(text: string, cursor: number): Slash | undefined {
  const match = slash.exec(text.slice(0, cursor));
  if (!match) return undefined;
  return { query: match[2] ?? "", from: match.index + (match[1]?.length ?? 0) };
}

/** Fitting replies: by shortcut first, then by words of the title; the visitor's language before others. */
export function matching(replies: readonly CannedReply[], query: string, lang: string, limit = 6): CannedReply[] {
  const wanted = query.toLowerCase();
  const rank = (reply: CannedReply) => {
    const shortcut = reply.shortcut.toLowerCase().replace(/^\//, "");
    const fits = shortcut.startsWith(wanted) ? 2 : `${shortcut} ${reply.title.toLowerCase()}`.includes(wanted) ? 1 : 0;
    return fits && fits * 2 + (reply.lang === lang ? 1 : 0);
  };
  return replies
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, limit)
    .map(({ reply }) => reply);
}
