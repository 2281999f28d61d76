import { useCallback, useEffect, useRef } from "preact/hooks";

/** What Escape does now. */
export function useEscape(act: () => void): void {
  const listen = useCallback((event: KeyboardEvent) => event.key === "Escape" && !event.isComposing && act(), [act]);
  useEffect(() => {
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [listen]);
}

/**
 * After a sub-panel closes, the keyboard goes on where it was: wrap what opens a panel in the returned
 * function. Where that place is gone (a new conversation), the fallback says where to go.
 */
export function useReturnFocus(covered: boolean, fallback: () => void) {
  const openerRef = useRef<HTMLElement | undefined>(undefined);
  const fallbackRef = useRef(fallback);
  useEffect(() => {
    fallbackRef.current = fallback;
  });
  useEffect(() => {
    const opener = openerRef.current;
    if (covered || !opener) return;
    openerRef.current = undefined;
    if (opener.isConnected) opener.focus({ preventScroll: true });
    else fallbackRef.current();
  }, [covered]);
  return <A extends unknown[]>(open: (...args: A) => void) =>
    (...args: A) => {
      openerRef.current = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
      open(...args);
    };
}
