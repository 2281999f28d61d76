import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, type ReactNode } from "react";
import { BrowserStorage } from "@shared/live/outbox-storage";
import { useLiveList } from "@console/features/inbox/api/use-live-list";
import { AgentClient } from "@console/shared/live/agent-client";
import type { EventFrame } from "@console/shared/live/agent-frames";
import { LiveContext } from "@console/shared/live/live-context";
import type { Written } from "@console/shared/live/watched";
import { useMe, useWorkspace } from "@console/shared/session/session";

const socketUrl = () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/v1/agent/socket`;

const everything = ["conversations", "conversation", "assist", "members"];

/** Events after which what stands beside the thread must be read again. */
const changesDetail = (kind: string) => kind !== "typing.started" && !kind.startsWith("answer.") && kind !== "note.added";
const changesAssist = (frame: EventFrame) => (frame.kind as string) === "suggestion.ready" || (frame.kind === "message.added" && frame.author.kind === "visitor");

/** One socket a workspace: it moves the lists, feeds the threads, and tells the panels what has become old. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const workspace = useWorkspace().id;
  const me = useMe().id;
  const queries = useQueryClient();
  const list = useLiveList(workspace);

  const client = useMemo(
    () =>
      new AgentClient({
        url: socketUrl(),
        workspace,
        me,
        storage: new BrowserStorage<Written>(`firstline-agent-${me}-${workspace}`),
        onListChanged: (frame) => list.take(frame),
        onEvent: (frame) => {
          if (frame.kind === "presence.changed") void queries.invalidateQueries({ queryKey: ["members", workspace] });
          if (changesAssist(frame)) void queries.invalidateQueries({ queryKey: ["assist", workspace, frame.conversation_id] });
          if (changesDetail(frame.kind)) void queries.invalidateQueries({ queryKey: ["conversation", workspace, frame.conversation_id] });
        },
        onOpen: (again) => {
          // Opening the socket is what makes this agent present.
          for (const key of again ? everything : ["members"]) void queries.invalidateQueries({ queryKey: [key, workspace] });
        },
      }),
    [workspace, me, queries, list],
  );

  useEffect(() => {
    client.start();
    return () => client.stop();
  }, [client]);
  return <LiveContext value={client}>{children}</LiveContext>;
}
