import { Value } from "@shared/live/store";
import type { Chord } from "./chord";

/**
 * What can be bound, with the chord it has from the start. Letters that open a browser's own menus
 * with Alt (D, E, F, V, S, B, T, H) are left free, so nothing here fights Chrome, Edge or Firefox.
 */
export const defaultBindings = {
  palette: "mod+k",
  shortcuts: "?",
  next: "alt+j",
  previous: "alt+k",
  reply: "alt+l",
  note: "alt+p",
  resolve: "alt+r",
  send_and_resolve: "mod+enter",
  snooze: "alt+m",
  take: "alt+u",
  accept: "alt+a",
  transfer: "alt+g",
  give_back: "alt+o",
  suggestion_1: "alt+1",
  suggestion_2: "alt+2",
  suggestion_3: "alt+3",
  go_inbox: "alt+i",
  go_follow_ups: "alt+n",
  go_knowledge: "alt+w",
  go_settings: "alt+c",
  theme: "alt+y",
} satisfies Record<string, Chord>;

export type ActionId = keyof typeof defaultBindings;
type Overrides = Partial<Record<ActionId, Chord | "">>;

const storageKey = "firstline.shortcuts";

function stored(): Overrides {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? "{}") as Overrides;
  } catch {
    return {}; // somebody else wrote there: the defaults hold
  }
}

export const bindingOverrides = new Value<Overrides>(stored());

/** Binds an action; a chord that another action held is taken from it. "" leaves it without one. */
export function rebind(id: ActionId, chord: Chord | ""): void {
  const loser = chord ? (Object.keys(defaultBindings) as ActionId[]).find((other) => other !== id && bindingOf(other) === chord) : undefined;
  save({ ...bindingOverrides.get(), ...(loser ? { [loser]: "" } : {}), [id]: chord });
}

export const resetBindings = () => save({});

export const bindingOf = (id: ActionId): Chord | "" => bindingOverrides.get()[id] ?? defaultBindings[id];

function save(overrides: Overrides): void {
  localStorage.setItem(storageKey, JSON.stringify(overrides));
  bindingOverrides.set(overrides);
}
