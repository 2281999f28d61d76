import { useState, type KeyboardEvent } from "react";
import { composing } from "@console/shared/actions/chord";
import type { CannedReply } from "@console/shared/api/types";
import { useCannedReplies } from "../api/get-canned-replies";
import { fillIn, matching, slashAt, type Slash, type Variables } from "../canned";

interface Options {
  text: string;
  lang: string;
  variables: Variables;
  replace(text: string, cursor: number): void;
}

/** The "/" menu: open while the cursor stands behind a slash word, closed by Escape until the next slash. */
export function useCanned({ text, lang, variables, replace }: Options) {
  const [slash, setSlash] = useState<Slash>();
  const [dismissed, setDismissed] = useState<number>();
  const [active, setActive] = useState(0);
  const open = slash !== undefined && slash.from !== dismissed;
  const all = useCannedReplies(slash !== undefined).data;
  const replies = slash ? matching(all ?? [], slash.query, lang) : [];

  const look = (now: string, cursor: number) => {
    const found = slashAt(now, cursor);
    if (!found) setDismissed(undefined);
    if (found?.query !== slash?.query) setActive(0);
    setSlash(found);
  };

  const pick = (reply: CannedReply | undefined) => {
    if (!reply || !slash) return;
    const body = fillIn(reply.body, variables);
    const before = text.slice(0, slash.from);
    replace(before + body + text.slice(slash.from + 1 + slash.query.length), before.length + body.length);
    setSlash(undefined);
  };

  /** True if the key was the menu's. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!open || composing(event.nativeEvent)) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && replies.length > 0) setActive((active + step + replies.length) % replies.length);
    else if ((event.key === "Enter" || event.key === "Tab") && replies.length > 0) pick(replies[active]);
    else if (event.key === "Escape") setDismissed(slash.from);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return { open, replies, active, look, pick, onKey };
}
