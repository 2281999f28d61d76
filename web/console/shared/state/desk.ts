import { Value } from "@shared/live/store";

/**
 * What the three panes tell each other without knowing each other: the panel asks the composer to
 * insert a text, a fact asks the thread to show its message.
 */
export interface Insertion {
  conversation: string;
  text: string;
  suggestionId?: string;
  /** A new number each time, so that the same text can be inserted twice. */
  turn: number;
}

export interface Focus {
  conversation: string;
  seq: number;
  turn: number;
}

let turn = 0;

/** Opened by its chord and by the button in the list alike. */
export const paletteOpen = new Value(false);

export const insertion = new Value<Insertion | undefined>(undefined);
export const focus = new Value<Focus | undefined>(undefined);
/** The first suggestion, for Tab in an empty composer. */
export const firstSuggestion = new Value<{ text: string; insert(): void } | undefined>(undefined);

export const insertText = (conversation: string, text: string, suggestionId?: string) =>
  insertion.set({ conversation, text, suggestionId, turn: ++turn });

export const showMessage = (conversation: string, seq: number) => focus.set({ conversation, seq, turn: ++turn });
