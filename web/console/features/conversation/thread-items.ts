import type { Stage } from "@console/shared/api/types";
import type { AgentEvent, ServerFrameOf } from "@console/shared/live/agent-frames";

export type MessageEvent = ServerFrameOf<"message.added"> & { seq: number };
export type NoteEvent = ServerFrameOf<"note.added"> & { seq: number };
export type Voice = "visitor" | "bot" | "agent" | "note";

/** A line of the thread: a new day, what somebody wrote, or what happened. */
export type Item =
  | { kind: "day"; key: string; at: string }
  | { kind: "text"; key: string; seq: number; voice: Voice; event: MessageEvent | NoteEvent; first: boolean; last: boolean }
  | { kind: "happened"; key: string; seq: number; at: string; what: Happened };

export type Happened =
  | { kind: "stage"; from: Stage; to: Stage; name: string }
  | { kind: "rated"; score: number; comment: string }
  | { kind: "line"; text: string }
  | { kind: "assigned"; name: string }
  | { kind: "unassigned"; how: "declined" | "expired" | "withdrawn" | "passed_on"; agent: string }
  | { kind: "feedback"; helpful: boolean }
  | { kind: "settled"; via: "words" | "thumb" | "silence" | "open" }
  | { kind: "team_removed"; team: string }
  | { kind: "mail_asked" | "mailed"; email: string }
  | { kind: "later"; event: LaterEvent };

const later = ["conversation.merged", "conversation.moved_on", "priority.changed", "transcript.sent", "articles.suggested", "action.asked", "action.settled", "deadline.neared", "deadline.missed", "conversation.snoozed", "conversation.woken", "follow_up.changed"] as const;
/** What happens seldom: its lines, and their texts, are loaded when one is shown. */
export type LaterEvent = Extract<AgentEvent, { kind: (typeof later)[number] }>;
const isLater = (event: AgentEvent): event is LaterEvent => (later as readonly string[]).includes(event.kind);

/** Messages of one voice within this time stand together, with one name. */
const together = 5 * 60_000;

const dayOf = (at: string) => new Date(at).toDateString();

/** Makes the thread's lines from the log. Pure, and cheap enough to run again on each event. */
export function threadItems(events: readonly AgentEvent[]): Item[] {
  const items: Item[] = [];
  let day = "";
  // Of an offer that came to nothing only its end is told, and once for the same again: a night of offers is no thread.
  const passed = new Set(events.map((event) => event.kind === "handoff.unassigned" && event.data.assignment_id));
  for (const event of events) {
    if (event.kind === "handoff.assigned" && passed.has(event.data.assignment_id)) continue;
    const line = itemOf(event);
    if (!line) continue;
    if (sameEnd(items.at(-1), line)) items.pop();
    if (dayOf(event.at) !== day) {
      day = dayOf(event.at);
      if (items.at(-1)?.kind === "day") items.pop(); // all of it was told again later
      items.push({ kind: "day", key: `day-${day}`, at: event.at });
    }
    items.push(line);
  }
  return join(items);
}

function sameEnd(one: Item | undefined, next: Item): boolean {
  if (one?.kind !== "happened" || next.kind !== "happened" || one.what.kind !== "unassigned" || next.what.kind !== "unassigned") return false;
  return one.what.agent === next.what.agent && one.what.how === next.what.how;
}

function join(items: Item[]): Item[] {
  return items.map((item, at) => {
    if (item.kind !== "text") return item;
    return { ...item, first: !follows(items[at - 1], item), last: !follows(item, items[at + 1]) };
  });
}

function follows(one: Item | undefined, next: Item | undefined): boolean {
  if (one?.kind !== "text" || next?.kind !== "text" || one.voice !== next.voice) return false;
  if (one.event.author.id !== next.event.author.id) return false;
  return Date.parse(next.event.at) - Date.parse(one.event.at) < together;
}

function itemOf(event: AgentEvent): Item | undefined {
  const key = String(event.seq);
  const base = { key, seq: event.seq };
  if (event.kind === "note.added") return { ...base, kind: "text", voice: "note", event: event as NoteEvent, first: true, last: true };
  if (event.kind === "message.added") {
    const voice = event.author.kind;
    // What the product itself says to the visitor ("you are in line") is no answer: it stands back.
    const fixed = voice === "system" || (!!event.data.line && !event.data.offer);
    if (fixed) return { ...base, kind: "happened", at: event.at, what: { kind: "line", text: event.data.text } };
    return { ...base, kind: "text", voice, event: event as MessageEvent, first: true, last: true };
  }
  const what = happened(event);
  return what && { ...base, kind: "happened", at: event.at, what };
}

function happened(event: AgentEvent): Happened | undefined {
  if (event.kind === "stage.moved") {
    const { from, to, agent } = event.data;
    return { kind: "stage", from: from as Stage, to: to as Stage, name: agent?.name ?? event.author.name ?? "" };
  }
  if (event.kind === "rating.given") return { kind: "rated", score: event.data.score, comment: event.data.comment ?? "" };
  if (event.kind === "feedback.given") return { kind: "feedback", helpful: event.data.helpful };
  if (event.kind === "resolution.noted") return { kind: "settled", via: event.data.via ?? "open" };
  if (event.kind === "handoff.assigned") return { kind: "assigned", name: event.data.agent.name };
  if (event.kind === "handoff.unassigned") return { kind: "unassigned", how: event.data.how, agent: event.data.agent_id };
  if (event.kind === "handoff.team_removed") return { kind: "team_removed", team: event.data.team };
  if (event.kind === "follow_up.asked") return { kind: "mail_asked", email: event.data.email };
  if (event.kind === "follow_up.mailed") return { kind: "mailed", email: event.data.email };
  if (isLater(event)) return { kind: "later", event };
  return undefined; // asked for and accepted: the stage's own line says so; moods stand in the panel
}
