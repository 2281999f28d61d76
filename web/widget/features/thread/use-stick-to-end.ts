import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** This close to the end counts as reading the newest. */
const near = 80;

/**
 * Keeps the newest message in view while the visitor is there, leaves the place alone while they read
 * further up, and goes to the end when they send something themselves.
 */
export function useStickToEnd(grows: number, ownMessage: boolean) {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const stickingRef = useRef(true);
  const [away, setAway] = useState(false);

  const toEnd = useCallback(() => {
    const element = scrollerRef.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);

  useEffect(() => {
    const element = scrollerRef.current;
    if (!element) return;
    const look = () => {
      stickingRef.current = element.scrollHeight - element.scrollTop - element.clientHeight < near;
      setAway(!stickingRef.current);
    };
    element.addEventListener("scroll", look, { passive: true });
    // Cards that open, the on-screen keyboard, the panel itself: all change the room there is.
    const watcher = new ResizeObserver(() => stickingRef.current && toEnd());
    watcher.observe(element);
    for (const child of element.children) watcher.observe(child);
    return () => {
      element.removeEventListener("scroll", look);
      watcher.disconnect();
    };
  }, [toEnd]);

  useLayoutEffect(() => {
    if (stickingRef.current || ownMessage) toEnd();
  }, [grows, ownMessage, toEnd]);

  return { scroller: scrollerRef, away, toEnd };
}
