/**
 * What the loader (on the shop's page) and the frame (on our origin) tell each other. The frame says
 * that it is there (to anybody: the word carries nothing); the loader, seeing that it comes from its
 * own iframe and our origin, answers to our exact origin with one end of a MessageChannel. The frame
 * takes the first such port, from its own parent only, and all else goes through that port.
 */
export const present = "firstline:here";
export const greeting = "firstline:hello";

export interface Identity {
  /** Signed by the shop's server: who the visitor is, to be believed. Name and e-mail alone are only what the page says. */
  token?: string;
  name?: string;
  email?: string;
}

export type ToFrame =
  /** `quietly`: it was open on the page before; the keyboard stays with the page. */
  | { type: "opened"; quietly?: boolean }
  | { type: "closed" }
  | { type: "identify"; identity: Identity }
  | { type: "reset" };

export type ToLoader =
  | { type: "ready"; color: string; onColor: string; label: string; closeLabel: string }
  | { type: "close" }
  | { type: "unread"; count: number; label: string }
  | { type: "stage"; stage: string };

/** Events of the JavaScript interface. None carries the text of a message. */
export type SdkEvent = "ready" | "open" | "close" | "unread" | "stage";
