import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, type ReactNode } from "react";
import { BrowserStorage } from "@shared/live/outbox-storage";
import { useLiveList } from "@console/features/inbox/api/use-live-list";
import { AgentClient } from "@console/shared/live/agent-client";
import type { EventFrame } from "@console/shared/live/agent-frames";
import { LiveContext } from "@console/shared/live/live-context";
import type { Written } from "@console/shared/live/watched";
import { useMe, useWorkspace } from "@console/shared/session/session";
import { LiveDetail } from "./live-detail";

const socketUrl = () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/v1/agent/socket`;

const everything = ["conversations", "conversation", "assist", "members"];

/** One socket a workspace: it moves the lists, feeds the threads, and tells the panels what has become old. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const workspace = useWorkspace().id;
  const me = useMe().id;
  const queries = useQueryClient();
  const list = useLiveList(workspace);
  const detail = useMemo(() => new LiveDetail(queries, workspace), [queries, workspace]);

  const client = useMemo(
    () =>
      new AgentClient({
        url: socketUrl(),
        workspace,
        me,
        storage: new BrowserStorage<Written>(`firstline-agent-${me}-${workspace}`),
        onListChanged: (frame) => {
          list.take(frame);
          const event = frame.event as EventFrame | undefined;
          if (event?.kind.startsWith("follow_up.")) void queries.invalidateQueries({ queryKey: ["follow-ups", workspace] });
          if (event?.kind !== "note.added" || event.author.id === me) return;
          void import("./mention-alert").then(async ({ mentionAlert }) => (await mentionAlert(event, { queries, workspace, me })) && list.readAgain());
        },
        onEvent: (frame) => {
          if (frame.kind === "import.moved") void queries.invalidateQueries({ queryKey: ["imports", workspace], predicate: ({ queryKey }) => queryKey[3] !== "items" });
          if (frame.kind === "presence.changed") {
            void queries.invalidateQueries({ queryKey: ["members", workspace] });
            void import("./presence-moved").then(({ presenceMoved }) => presenceMoved(queries, workspace, frame.data.agent_id));
          }
          detail.take(frame);
        },
        onOpen: (again) => {
          // Opening the socket is what makes this agent present.
          for (const key of again ? everything : ["members"]) void queries.invalidateQueries({ queryKey: [key, workspace] });
        },
      }),
    [workspace, me, queries, list, detail],
  );

  useEffect(() => {
    client.start();
    return () => client.stop();
  }, [client]);
  return <LiveContext value={client}>{children}</LiveContext>;
}
