import type { components } from "../api/schema.gen";

/** The visitor socket's frames, as the server's document describes them. */
export type ServerFrame = components["schemas"]["VisitorServerFrame"];
export type ClientFrame = components["schemas"]["VisitorClientFrame"];
export type ServerFrameOf<K extends ServerFrame["kind"]> = Extract<ServerFrame, { kind: K }>;

/** What comes of an answer while it streams; its message, or a withdrawal, ends it. */
export type StreamFrame =
  | { kind: "answer.delta"; data: { turn_id: string; text: string } }
  | { kind: "answer.withdrawn"; data: { turn_id: string } };

/** What is recorded in the conversation's log. A kind this version does not know still takes its seq. */
export type VisitorEvent = Exclude<ServerFrame, { kind: "ready" | "ack" | "error" }> & { seq: number };

export function isRecorded(frame: ServerFrame): frame is VisitorEvent {
  return "conversation_id" in frame && frame.kind !== "ready" && frame.kind !== "ack" && !!(frame as VisitorEvent).seq;
}
