import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, ask } from "@console/shared/api/client";
import type { ListRow } from "@console/shared/api/types";
import { useWatched } from "@console/shared/live/live-context";
import { useMe, useWorkspace } from "@console/shared/session/session";
import { useStore } from "@console/shared/state/use-store";
import { callsMe } from "../mentions";

/** Whoever has the conversation before their eyes has read the notes that call them. */
export function useReadNotes(row: ListRow): void {
  const me = useMe().id;
  const workspace = useWorkspace().id;
  const queries = useQueryClient();
  const events = useStore(useWatched(row.id).log.events);
  const told = useRef(0);
  const newest = events.findLast((event) => callsMe(event, me, row.agent_id === me))?.seq ?? 0;
  useEffect(() => {
    told.current = 0;
  }, [row.id]);
  useEffect(() => {
    const read = () => {
      if (document.hidden || newest <= told.current) return;
      told.current = newest;
      void ask(api.POST("/v1/workspaces/{workspace}/conversations/{conversation}/notes/read", { params: { path: { workspace, conversation: row.id } }, body: { seq: newest } })).then(
        () => queries.invalidateQueries({ queryKey: ["conversations", workspace] }),
        () => undefined, // the mark stays, and the next opening takes it away
      );
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [newest, row.id, workspace, queries]);
}
