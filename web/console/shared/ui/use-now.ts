import { useSyncExternalStore } from "react";

const listeners = new Map<number, Set<() => void>>();
const timers = new Map<number, ReturnType<typeof setInterval>>();

function subscribe(every: number, listener: () => void): () => void {
  const group = listeners.get(every) ?? new Set();
  listeners.set(every, group.add(listener));
  if (!timers.has(every)) timers.set(every, setInterval(() => group.forEach((tell) => tell()), every));
  return () => {
    group.delete(listener);
    if (group.size > 0) return;
    clearInterval(timers.get(every));
    timers.delete(every);
  };
}

/** The time, in steps: one timer for all ages on the screen rather than one a row. */
export function useNow(every = 30_000): number {
  return useSyncExternalStore(
    (listener) => subscribe(every, listener),
    () => Math.floor(Date.now() / every) * every + every - 1,
  );
}
