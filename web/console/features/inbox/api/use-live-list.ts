import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { EventFrame, ServerFrameOf } from "@console/shared/live/agent-frames";
import { conversationsKey, listsKey, type ListData } from "./get-conversations";
import { patchList } from "./patch-list";

/** Many events in a moment, from a busy workspace, cost one read. */
const readAgainAfter = 250;

export class LiveList {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly queries: QueryClient,
    private readonly workspace: string,
  ) {}

  take(frame: ServerFrameOf<"list.changed">): void {
    let stale = frame.event === undefined;
    const event = frame.event as EventFrame | undefined;
    for (const [one, data] of this.queries.getQueriesData<ListData>({ queryKey: listsKey(this.workspace) })) {
      if (!data) continue;
      // By deadlines, or of whose agent has gone: who comes first, or is in it, is the server's to say.
      if (one.at(-1)) {
        stale = true;
        continue;
      }
      const patched = patchList(data, frame.conversation_id, frame.seq, event);
      if (patched.data !== data) this.queries.setQueryData(one, patched.data);
      stale ||= patched.stale;
    }
    if (stale) this.readAgain();
  }

  readAgain = (): void => {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.queries.invalidateQueries({ queryKey: conversationsKey(this.workspace) });
    }, readAgainAfter);
  };
}

export function useLiveList(workspace: string): LiveList {
  const queries = useQueryClient();
  return useMemo(() => new LiveList(queries, workspace), [queries, workspace]);
}
