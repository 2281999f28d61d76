import type { QueryClient } from "@tanstack/react-query";
import { conversationKey } from "@console/shared/api/get-conversation";
import type { Detail } from "@console/shared/api/types";
import type { EventFrame } from "@console/shared/live/agent-frames";

/** A turn of the bot writes several events in a moment, and a conversation that is opened replays its whole log. */
const restFor = 150;

/** The kinds after which nothing beside the thread is different. */
const silent = ["typing.started", "answer.delta", "answer.withdrawn", "note.added", "presence.changed"];

/** Reads what stands beside the thread again when an event made it old, and only then. */
export class LiveDetail {
  private readonly newest = new Map<string, { seq: number; assist: boolean }>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly queries: QueryClient,
    private readonly workspace: string,
  ) {}

  take(frame: EventFrame): void {
    if (silent.includes(frame.kind)) return;
    const id = frame.conversation_id;
    const before = this.newest.get(id);
    // A signal has no seq and is always news.
    const seq = Math.max(before?.seq ?? 0, frame.seq || Number.MAX_SAFE_INTEGER);
    const assist = (before?.assist ?? false) || (frame.kind as string) === "suggestion.ready" || (frame.kind === "message.added" && frame.author.kind === "visitor");
    this.newest.set(id, { seq, assist });
    clearTimeout(this.timers.get(id));
    this.timers.set(id, setTimeout(() => this.settle(id), restFor));
  }

  private settle(id: string): void {
    const newest = this.newest.get(id);
    this.newest.delete(id);
    this.timers.delete(id);
    const known = this.queries.getQueryData<Detail>(conversationKey(this.workspace, id));
    if (!newest || (known && newest.seq <= known.row.last_seq)) return;
    void this.queries.invalidateQueries({ queryKey: conversationKey(this.workspace, id) });
    if (newest.assist) void this.queries.invalidateQueries({ queryKey: ["assist", this.workspace, id] });
  }
}
