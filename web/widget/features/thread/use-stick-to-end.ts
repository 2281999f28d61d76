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
    let top = element.scrollTop;
    const look = () => {
      const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < near;
      // Being far from the end because something grew is not leaving it: only moving up is.
      if (atEnd || element.scrollTop < top) stickingRef.current = atEnd;
      top = element.scrollTop;
      setAway(!stickingRef.current);
    };
    element.addEventListener("scroll", look, { passive: true });
    // Cards that open, the on-screen keyboard, the panel itself: all change the room there is.
    const watcher = new ResizeObserver(() => stickingRef.current && toEnd());
    watcher.observe(element);
    if (element.firstElementChild) watcher.observe(element.firstElementChild);
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
