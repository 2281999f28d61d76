import type { components } from "../api/schema.gen";

/** The visitor socket's frames, as the server's document describes them. */
export type ServerFrame = components["schemas"]["VisitorServerFrame"];
export type ClientFrame = components["schemas"]["VisitorClientFrame"];
export type ServerFrameOf<K extends ServerFrame["kind"]> = Extract<ServerFrame, { kind: K }>;

type Signal = "answer.delta" | "answer.withdrawn" | "typing.started" | "queue.moved";
type Control = "ready" | "ack" | "error";

/** What is recorded in the conversation's log. A kind this version does not know still takes its seq. */
export type VisitorEvent = Exclude<ServerFrame, { kind: Signal | Control }> & { seq: number };

/** An event of the log, seen from the frames that are left when signals and control are dealt with. */
export const isRecorded = (frame: Exclude<ServerFrame, { kind: Signal | Control }>): frame is VisitorEvent => !!frame.seq;
