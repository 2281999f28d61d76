import type { Attached } from "@shared/files/upload";
import type { Draft } from "@shared/live/signals";
import type { Echo } from "@shared/live/echoes";
import type { VisitorEvent } from "@shared/live/visitor-frames";
import type { Source } from "@widget/shared/session/api";
import { dayOf } from "@widget/shared/ui/times";

export type Speaker = "visitor" | "bot" | "agent" | "system";

export interface MessageItem {
  type: "message";
  /** Stays the same from the echo to the stored row, and from the first delta to the stored answer. */
  key: string;
  from: Speaker;
  name: string;
  text: string;
  files: readonly Attached[];
  /** Whose log it is in; undefined while it is on its way. */
  conversation?: string;
  at: Date;
  seq?: number;
  sources: Source[];
  /** A fixed line of the server ("you are in the queue"), not an answer. */
  line: boolean;
  state: "stored" | "sending" | "failed" | "streaming";
  failure?: string;
  clientId?: string;
  /** Begins a run of the same speaker, and ends it. */
  first: boolean;
  last: boolean;
}

export type ThreadItem =
  | MessageItem
  | { type: "day"; key: string; at: Date }
  /** What happened, in the server's words, or in ours where it said nothing. */
  | { type: "status"; key: string; text: string }
  | { type: "joined"; key: string; name: string }
  /** Another conversation of the visitor goes on here. */
  | { type: "merged"; key: string; from: string; messages: number }
  | { type: "back_to_bot" | "resolved"; key: string };

/** The server's fixed lines that report a change, and the move that each reports. */
const statusLines: Record<string, string> = { agent_joined: "joined", given_back: "back_to_bot", transferred: "joined", resolved: "resolved" };

/** What the thread shows, top to bottom, of the log, the answer that streams and what is on its way. */
export function threadItems(events: readonly VisitorEvent[], draft: Draft | undefined, echoes: readonly Echo[]): ThreadItem[] {
  const items = withoutRepeats(events.flatMap(fromEvent), events);
  items.push(...echoes.map(fromEcho));
  if (draft) items.push(fromDraft(draft));
  return grouped(withDays(items));
}

const message = { type: "message", sources: [] as Source[], files: [] as Attached[], line: false, name: "", first: true, last: true } as const;

function fromEvent(event: VisitorEvent): ThreadItem[] {
  const key = String(event.seq);
  if (event.kind === "stage.moved") {
    const { from, to, agent } = event.data;
    if (to === "person") return [{ type: "joined", key, name: agent?.name ?? "" }];
    if (to === "resolved") return [{ type: "resolved", key }];
    return to === "bot" && from === "person" ? [{ type: "back_to_bot", key }] : [];
  }
  if (event.kind === "conversation.merged") return [{ type: "merged", key, from: event.data.from_id, messages: event.data.messages }];
  if (event.kind !== "message.added") return [];
  const { text, sources, line, turn_id: turn } = event.data;
  if (line && line in statusLines) return [{ type: "status", key, text }];
  return [
    {
      ...message,
      key: turn || event.client_id || key,
      from: event.author.kind as Speaker,
      name: event.author.name ?? "",
      text,
      files: event.data.files ?? [],
      conversation: event.conversation_id,
      at: new Date(event.at),
      seq: event.seq,
      sources: sources ?? [],
      line: !!line,
      state: "stored",
    },
  ];
}

/** Where the server's own line stands right beside a move, the move needs no line of ours. */
function withoutRepeats(items: ThreadItem[], events: readonly VisitorEvent[]): ThreadItem[] {
  const told = new Map(events.flatMap((event) => (event.kind === "message.added" && event.data.line ? [[event.seq, statusLines[event.data.line]]] : [])));
  return items.filter(({ type, key }) => ![-1, 1].some((step) => type !== "message" && told.get(Number(key) + step) === type));
}

const fromEcho = (echo: Echo): MessageItem => ({
  ...message,
  key: echo.clientId,
  clientId: echo.clientId,
  from: "visitor",
  text: echo.payload.text,
  files: echo.payload.files ?? [],
  at: new Date(echo.at),
  state: echo.state,
  failure: echo.failure,
});

const fromDraft = (draft: Draft): MessageItem => ({
  ...message,
  key: draft.turn,
  from: "bot",
  text: draft.text,
  at: new Date(),
  state: "streaming",
});

/** A day is only worth a line where it changes, or when the thread does not begin today. */
function withDays(items: ThreadItem[]): ThreadItem[] {
  let day = dayOf(new Date());
  return items.flatMap((item) => {
    if (item.type !== "message" || dayOf(item.at) === day) return [item];
    day = dayOf(item.at);
    return [{ type: "day" as const, key: `day ${day}`, at: item.at }, item];
  });
}

function grouped(items: ThreadItem[]): ThreadItem[] {
  return items.map((item, index) => {
    if (item.type !== "message") return item;
    return { ...item, first: !sameRun(items[index - 1], item), last: !sameRun(item, items[index + 1]) };
  });
}

const runPause = 5 * 60_000;

function sameRun(one: ThreadItem | undefined, other: ThreadItem | undefined): boolean {
  if (one?.type !== "message" || other?.type !== "message") return false;
  return one.from === other.from && one.name === other.name && other.at.getTime() - one.at.getTime() < runPause;
}
