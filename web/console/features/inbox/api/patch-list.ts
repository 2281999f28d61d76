import type { ListRow, Stage } from "@console/shared/api/types";
import type { EventFrame } from "@console/shared/live/agent-frames";
import type { ListData } from "./get-conversations";

export interface Patched {
  data: ListData;
  /** The event says too little (a stage moved, a row nobody has): the list must be read again. */
  stale: boolean;
}

type MessageData = Extract<EventFrame, { kind: "message.added" }>["data"];

const longestPreview = 160;

/** As the server makes it: of a message that says nothing, the names of what came with it. */
function previewOf({ text, files = [] }: MessageData): string {
  const shown = text.trim() || files.length === 0 ? text : `📎 ${files.map(({ name }) => name).join(", ")}`;
  return shown.replace(/\s+/g, " ").trim().slice(0, longestPreview);
}

/** What an event changes in its row; undefined where the row cannot know it. */
function change(row: ListRow, event: EventFrame): Partial<ListRow> | undefined {
  if (event.kind !== "message.added" || event.data.line) return undefined;
  const { author } = event;
  const visitor = author.kind === "visitor";
  return {
    preview: previewOf(event.data),
    last_author: author.kind,
    last_at: event.at,
    unread: visitor || (row.unread && author.kind !== "agent"),
    waiting_since: visitor ? (row.waiting_since ?? event.at) : author.kind === "agent" ? undefined : row.waiting_since,
  };
}

/**
 * Puts an event into the rows at hand, so that a message shows in the list at once. A row that got
 * news moves to the top. What an event does not say by itself makes the list stale, never wrong.
 */
export function patchList(data: ListData, conversation: string, seq: number, event: EventFrame | undefined): Patched {
  const rows = data.pages.flatMap((page) => page.rows);
  const row = rows.find((one) => one.id === conversation);
  if (!row || !event) return { data, stale: true };
  if (seq <= row.last_seq) return { data, stale: false };
  const changes = change(row, event);
  if (!changes) return { data: replace(data, { ...row, last_seq: seq }, false), stale: event.kind !== "note.added" && event.kind !== "message.added" };
  return { data: replace(data, { ...row, ...changes, last_seq: seq }, true), stale: false };
}

function replace(data: ListData, row: ListRow, toTop: boolean): ListData {
  const pages = data.pages.map((page) => ({
    ...page,
    rows: toTop ? page.rows.filter((one) => one.id !== row.id) : page.rows.map((one) => (one.id === row.id ? row : one)),
  }));
  const [first, ...rest] = pages;
  if (!toTop || !first) return { ...data, pages };
  return { ...data, pages: [{ ...first, rows: [row, ...first.rows] }, ...rest] };
}

/** The stage a list shows, for telling whether a row that moved still belongs to it. */
export const stageOfView: Partial<Record<string, Stage>> = { waiting: "waiting", bot: "bot", resolved: "resolved" };
