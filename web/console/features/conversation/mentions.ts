import type { Member } from "@console/shared/api/types";
import type { EventFrame } from "@console/shared/live/agent-frames";

/** A note by somebody else that names this agent, or stands in a conversation that they hold. */
export function callsMe(event: EventFrame, me: string, held: boolean): boolean {
  return event.kind === "note.added" && event.author.id !== me && (held || (event.data.mentions ?? []).includes(me));
}

/** An "@" at the start of a line or after a space, and what was typed after it, up to the cursor. */
const at = /(^|\s)@([\p{L}\p{N}_. -]{0,40})$/u;

export interface At {
  query: string;
  /** Where the "@" stands, to replace from there. */
  from: number;
}

export function atCursor(text: string, cursor: number): At | undefined {
  const match = at.exec(text.slice(0, cursor));
  if (!match) return undefined;
  return { query: match[2] ?? "", from: match.index + (match[1]?.length ?? 0) };
}

/** Colleagues by the start of any of their names; who is there comes first. */
export function colleagues(members: readonly Member[], query: string, me: string, limit = 6): Member[] {
  const wanted = query.trim().toLowerCase();
  const fits = ({ name }: Member) => name.toLowerCase().startsWith(wanted) || name.toLowerCase().split(/\s+/).some((part) => part.startsWith(wanted));
  const there = ({ presence }: Member) => ["online", "busy", "away"].indexOf(presence) >>> 0;
  return members
    .filter((member) => member.id !== me && fits(member))
    .sort((a, b) => there(a) - there(b) || a.name.localeCompare(b.name))
    .slice(0, limit);
}

/** Of those that were picked, whom the text still names. */
export const named = (text: string, picked: readonly { id: string; name: string }[]): string[] => [
  ...new Set(picked.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)),
];

/** The note's text with the names of those it calls standing out. */
export function withNames(text: string, mentions: readonly string[], members: readonly { id: string; name: string }[]): string {
  return mentions
    .flatMap((id) => members.find((member) => member.id === id)?.name ?? [])
    .reduce((written, name) => written.replaceAll(`@${name}`, `**@${name}**`), text);
}
