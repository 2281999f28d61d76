/**
 * What the loader (on the shop's page) and the frame (on our origin) tell each other. The loader
 * opens a MessageChannel to the frame at our exact origin; the frame takes the first port that its
 * own parent hands over, and everything else goes through that port, which nobody else holds.
 */
export const greeting = "firstline:hello";

export interface Identity {
  name?: string;
  email?: string;
}

export type ToFrame =
  | { type: "opened" }
  | { type: "closed" }
  | { type: "identify"; identity: Identity };

export type ToLoader =
  | { type: "ready"; color: string; onColor: string; label: string; closeLabel: string }
  | { type: "close" }
  | { type: "unread"; count: number; label: string }
  | { type: "stage"; stage: string };

/** Events of the JavaScript interface. None carries the text of a message. */
export type SdkEvent = "ready" | "open" | "close" | "unread" | "stage";
