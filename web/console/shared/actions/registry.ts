import type { LucideIcon } from "lucide-react";
import { Value } from "@shared/live/store";
import { bindingOf, type ActionId } from "./bindings";
import { chordOf, type KeyPress } from "./chord";

export type ActionGroup = "conversation" | "go" | "app";

/** Something a person can do now: the palette lists it, its chord runs it, "?" explains it. */
export interface Action {
  id: ActionId | (string & {});
  /** The bindable action behind it; absent for what has no chord (a conversation to jump to). */
  binding?: ActionId;
  label: string;
  group: ActionGroup;
  icon?: LucideIcon;
  run(): void;
  /** Also in a text field: only for chords that type nothing anybody wants there. */
  whileTyping?: boolean;
  hidden?: boolean;
}

/** The actions of all mounted screens. The one that came last wins a chord: it is the most specific. */
export class ActionRegistry {
  private readonly groups = new Map<symbol, readonly Action[]>();
  readonly actions = new Value<readonly Action[]>([]);

  set(owner: symbol, actions: readonly Action[]): void {
    this.groups.set(owner, actions);
    this.publish();
  }

  remove(owner: symbol): void {
    this.groups.delete(owner);
    this.publish();
  }

  /** Runs what a key press is bound to; false leaves the key to the browser. */
  press(event: KeyPress, typing: boolean): boolean {
    const chord = chordOf(event);
    if (!chord) return false;
    const action = this.actions.get().findLast((one) => one.binding && bindingOf(one.binding) === chord);
    if (!action || (typing && !action.whileTyping)) return false;
    action.run();
    return true;
  }

  private publish(): void {
    this.actions.set([...this.groups.values()].flat());
  }
}

/** True where a key press means text: fields, editors, and what asks for arrow keys and letters itself. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/**
 * True for Alt and a letter in a field that holds nothing: the composer has the cursor as soon as a
 * conversation opens, and the chords are for going on from there. The signs that some layouts write with
 * Alt ("@" is Option+L on a German Mac) are still written.
 */
export function isChordInBlank({ altKey, key, target }: KeyboardEvent): boolean {
  const field = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
  return field && target.value === "" && altKey && !/^[!-/:-@[-`{-~]$/.test(key);
}
