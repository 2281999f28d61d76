import { createContext, useContext, useEffect } from "react";
import { useStore } from "../state/use-store";
import type { AgentClient } from "./agent-client";

export const LiveContext = createContext<AgentClient | undefined>(undefined);

export function useLive(): AgentClient {
  const live = useContext(LiveContext);
  if (!live) throw new Error("no live client above");
  return live;
}

export const useConnection = () => useStore(useLive().connection.state);

/** Follows a conversation while the caller shows it. */
export function useWatched(conversation: string) {
  const live = useLive();
  useEffect(() => live.watch(conversation), [live, conversation]);
  return live.of(conversation);
}
