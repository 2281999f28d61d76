import { Value } from "@shared/live/store";
import type { Mode } from "../live/watched";

export interface Draft {
  text: string;
  /** The suggestion that was put in, for the record of what became of it. */
  suggestionId?: string;
  /** Whom a note calls by the names in it. */
  mentions?: { id: string; name: string }[];
}

const prefix = "firstline.draft.";
const empty: Draft = { text: "" };

/** Drafts by conversation and mode. They survive switching and a reload of the tab. */
class Drafts {
  private readonly values = new Map<string, Value<Draft>>();
  private readonly modes = new Map<string, Value<Mode>>();

  /** Kept by conversation: a note begun in one must not make the next reply a note, nor the other way round. */
  mode(conversation: string): Value<Mode> {
    const known = this.modes.get(conversation) ?? new Value<Mode>("reply");
    this.modes.set(conversation, known);
    return known;
  }

  of(conversation: string, mode: Mode): Value<Draft> {
    const key = `${conversation}.${mode}`;
    const known = this.values.get(key);
    if (known) return known;
    const value = new Value<Draft>(read(key));
    value.subscribe(() => write(key, value.get()));
    this.values.set(key, value);
    return value;
  }

  clear(conversation: string, mode: Mode): void {
    this.of(conversation, mode).set(empty);
  }

  /** Somebody signed out: half sentences are not for whoever sits down next. */
  reset(): void {
    for (const value of this.values.values()) value.set(empty);
    this.values.clear();
    this.modes.clear();
  }
}

function read(key: string): Draft {
  try {
    const stored = JSON.parse(sessionStorage.getItem(prefix + key) ?? "null") as Draft | null;
    return typeof stored?.text === "string" ? stored : empty;
  } catch {
    return empty;
  }
}

function write(key: string, draft: Draft): void {
  try {
    if (draft.text) sessionStorage.setItem(prefix + key, JSON.stringify(draft));
    else sessionStorage.removeItem(prefix + key);
  } catch {
    // Storage is full or forbidden: the draft lives as long as the page.
  }
}

export const drafts = new Drafts();
