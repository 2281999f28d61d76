import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { focus } from "@console/shared/state/desk";
import { useStore } from "@console/shared/state/use-store";
import css from "./thread.module.css";

/** How near the end counts as reading along, in pixels. */
const near = 80;

const atEnd = (element: HTMLElement) => element.scrollHeight - element.scrollTop - element.clientHeight < near;

/** Stays at the end while the person reads along; otherwise says that there is something newer. One a thread. */
export function useStickyBottom(length: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const along = useRef(true);
  const [readTo, setReadTo] = useState<number | "end">("end");
  const latest = useRef(length);

  const toBottom = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
    along.current = true;
    setReadTo("end");
  }, []);

  useLayoutEffect(() => {
    latest.current = length;
    const element = scroller.current;
    if (along.current && element) element.scrollTop = element.scrollHeight;
  }, [length]);

  const empty = length === 0;
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      along.current = atEnd(element);
      setReadTo((before) => (along.current ? "end" : before === "end" ? latest.current : before));
    };
    const resized = new ResizeObserver(() => along.current && (element.scrollTop = element.scrollHeight));
    element.addEventListener("scroll", onScroll, { passive: true });
    resized.observe(element);
    if (element.firstElementChild) resized.observe(element.firstElementChild);
    return () => {
      element.removeEventListener("scroll", onScroll);
      resized.disconnect();
    };
  }, [empty]); // the list inside exists only once there is something

  return { scroller, toBottom, behind: readTo !== "end" && length > readTo };
}

/** Scrolls to the message that a fact or a decision points at, and flashes it. */
export function useFocus(scroller: RefObject<HTMLDivElement | null>, conversation: string, length: number): void {
  const wanted = useStore(focus);
  const shown = useRef(0);
  useEffect(() => {
    if (!wanted || wanted.conversation !== conversation || shown.current === wanted.turn) return;
    const entry = scroller.current?.querySelector<HTMLElement>(`[data-seq="${wanted.seq}"]`);
    if (!entry) return;
    shown.current = wanted.turn;
    entry.scrollIntoView({ block: "center" });
    entry.focus({ preventScroll: true });
    entry.classList.add(css.flash ?? "");
    const timer = setTimeout(() => entry.classList.remove(css.flash ?? ""), 1600);
    return () => clearTimeout(timer);
  }, [scroller, conversation, length, wanted]);
}
