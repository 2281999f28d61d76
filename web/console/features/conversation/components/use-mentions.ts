import { useState, type KeyboardEvent } from "react";
import { composing } from "@console/shared/actions/chord";
import type { Member } from "@console/shared/api/types";
import type { Mode } from "@console/shared/live/watched";
import { useMembers } from "@console/shared/session/session";
import { atCursor, colleagues, type At } from "../mentions";

interface Options {
  text: string;
  mode: Mode;
  me: string;
  pick(member: Member, text: string, cursor: number): void;
}

/** The "@" menu of a note: open while the cursor stands behind an "@" word that may still be a name. */
export function useMentions({ text, mode, me, pick: picked }: Options) {
  const members = useMembers();
  const [at, setAt] = useState<At>();
  const [dismissed, setDismissed] = useState<number>();
  const [active, setActive] = useState(0);
  const found = at ? colleagues(members, at.query, me) : [];
  // Past a name and a space the "@" is text; with nobody to offer the menu would only stand in the way.
  const open = mode === "note" && at !== undefined && at.from !== dismissed && (found.length > 0 || !at.query.includes(" "));

  const look = (now: string, cursor: number) => {
    const next = atCursor(now, cursor);
    if (!next) setDismissed(undefined);
    if (next?.query !== at?.query) setActive(0);
    setAt(next);
  };

  const pick = (member: Member | undefined) => {
    if (!member || !at) return;
    const before = `${text.slice(0, at.from)}@${member.name} `;
    picked(member, before + text.slice(at.from + 1 + at.query.length), before.length);
    setAt(undefined);
  };

  /** True if the key was the menu's. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!open || composing(event.nativeEvent)) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length > 0) setActive((active + step + found.length) % found.length);
    else if ((event.key === "Enter" || event.key === "Tab") && found.length > 0) pick(found[active]);
    else if (event.key === "Escape") setDismissed(at.from);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return { open, found, active, look, pick, onKey };
}
