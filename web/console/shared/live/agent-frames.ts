import type { components } from "@shared/api/schema.gen";

/** The agent socket's frames, as the server's document describes them. */
export type ServerFrame = components["schemas"]["AgentServerFrame"];
export type ClientFrame = components["schemas"]["AgentClientFrame"];
export type ServerFrameOf<K extends ServerFrame["kind"]> = Extract<ServerFrame, { kind: K }>;

type Control = "ready" | "ack" | "error" | "list.changed";

/** Everything that is about one conversation: recorded events and signals. */
export type EventFrame = Exclude<ServerFrame, { kind: Control }>;

/** What is recorded in the log. A kind this version does not know still takes its seq. */
export type AgentEvent = EventFrame & { seq: number };

const control: readonly string[] = ["ready", "ack", "error", "list.changed"] satisfies Control[];

export const isEvent = (frame: ServerFrame): frame is EventFrame => !control.includes(frame.kind);

export const isRecorded = (frame: EventFrame): frame is AgentEvent => typeof frame.seq === "number" && frame.seq > 0;
