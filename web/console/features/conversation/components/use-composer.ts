import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import { useLive } from "@console/shared/live/live-context";
import type { Mode } from "@console/shared/live/watched";
import { insertion } from "@console/shared/state/desk";
import { drafts } from "@console/shared/state/drafts";
import { useStore } from "@console/shared/state/use-store";
import { useFiles } from "../files/use-files";
import { named } from "../mentions";

/** Replaces what is selected; an empty draft becomes the text. The cursor goes behind it. */
export function insertAt(draft: string, text: string, from: number, to: number): { text: string; cursor: number } {
  if (!draft.trim()) return { text, cursor: text.length };
  const before = draft.slice(0, from);
  const space = before && !/\s$/.test(before) ? " " : "";
  return { text: before + space + text + draft.slice(to), cursor: from + space.length + text.length };
}

/** The draft of a conversation and mode, and how it is sent. */
export function useComposer(conversation: string, mode: Mode, field: RefObject<HTMLTextAreaElement | null>, takesFiles: boolean) {
  const live = useLive();
  const store = drafts.of(conversation, mode);
  const draft = useStore(store);
  const files = useFiles(conversation, mode === "reply" && takesFiles);
  const cursor = useRef<number | undefined>(undefined);

  useLayoutEffect(() => {
    if (cursor.current === undefined) return;
    field.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = undefined;
  }, [draft, field]);

  const set = (text: string, at?: number, suggestionId = draft.suggestionId) => {
    cursor.current = at;
    store.set(text ? { ...draft, text, suggestionId } : { text: "" });
  };

  /** Puts a colleague's name in, and remembers who is meant: two may have the same. */
  const mention = (member: { id: string; name: string }, text: string, at: number) => {
    cursor.current = at;
    store.set({ ...draft, text, mentions: [...(draft.mentions ?? []), { id: member.id, name: member.name }] });
  };

  /** Suggestions, articles and the proposed reply go into the reply, wherever the person is. */
  const wanted = useStore(insertion);
  const taken = useRef(insertion.get()?.turn);
  useEffect(() => {
    if (!wanted || wanted.conversation !== conversation || taken.current === wanted.turn) return;
    taken.current = wanted.turn;
    const reply = drafts.of(conversation, "reply");
    const element = mode === "reply" ? field.current : null;
    const length = reply.get().text.length;
    const put = insertAt(reply.get().text, wanted.text, element?.selectionStart ?? length, element?.selectionEnd ?? length);
    cursor.current = put.cursor;
    reply.set({ text: put.text, suggestionId: wanted.suggestionId ?? reply.get().suggestionId });
    drafts.mode(conversation).set("reply");
    field.current?.focus();
  }, [wanted, conversation, mode, field]);

  const silent = draft.text.trim() === "";
  const blank = silent && files.list.length === 0;
  const ready = files.ready && !(silent && !files.any);

  /** Puts an emoji where the cursor is. */
  const insert = (emoji: string) => {
    const from = field.current?.selectionStart ?? draft.text.length;
    const to = field.current?.selectionEnd ?? from;
    set(draft.text.slice(0, from) + emoji + draft.text.slice(to), from + emoji.length);
  };

  /** False where nothing can be sent yet. `stored` is called once the server has it. */
  const send = (stored?: () => void): boolean => {
    const text = draft.text.trim();
    if (!ready) return false;
    const sent = files.list.length > 0 ? files.uploads.take() : []; // what is not shown stays
    const mentions = mode === "note" ? named(text, draft.mentions ?? []) : [];
    live.write(conversation, { mode, text, ...(sent.length > 0 && { files: sent }), ...(mode === "reply" && draft.suggestionId && { suggestionId: draft.suggestionId }), ...(mentions.length > 0 && { mentions }) }, stored);
    drafts.clear(conversation, mode);
    return true;
  };

  return { text: draft.text, blank, ready, files, insert, set, mention, send, typed: () => mode === "reply" && live.typed(conversation) };
}
