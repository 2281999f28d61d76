import type { VisitorEvent } from "@shared/live/visitor-frames";
import type { VisitorConversation } from "./api";

export type Stage = VisitorConversation["stage"];
export type Message = Extract<VisitorEvent, { kind: "message.added" }>;

/** Who holds the conversation, as its log tells it. */
export interface Holder {
  stage: Stage;
  /** The agent's name, while one holds it. */
  agent: string;
}

export function holderOf(events: readonly VisitorEvent[]): Holder {
  const moved = events.findLast((event) => event.kind === "stage.moved");
  return { stage: (moved?.data.to ?? "bot") as Stage, agent: (moved?.data.to === "person" && moved.data.agent?.name) || "" };
}

/** The e-mail address that the visitor wrote last: nobody is asked twice for it. */
export function addressIn(events: readonly VisitorEvent[]): string | undefined {
  const said = events.filter((event): event is Message => event.kind === "message.added" && event.author.kind === "visitor");
  return said.flatMap(({ data }) => data.text.match(/[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? []).at(-1);
}

/** The bot's message that offers a person, as long as nothing has answered it. */
export function openOffer(events: readonly VisitorEvent[]): number | undefined {
  if (holderOf(events).stage !== "bot") return undefined;
  const last = events.findLast((event) => event.kind === "message.added" || event.kind === "offer.answered");
  return last?.kind === "message.added" && last.author.kind !== "visitor" && last.data.offer ? last.seq : undefined;
}

/** The bot's question whether its answer helped, as long as nothing has been said since. */
export function openCheckIn(events: readonly VisitorEvent[]): number | undefined {
  if (holderOf(events).stage !== "bot") return undefined;
  const last = events.findLast((event) => event.kind === "message.added");
  return last?.data.line === "check_in" ? last.seq : undefined;
}

export type Ask = NonNullable<Message["data"]["ask"]>;

/** The bot's message that asks for something, as long as nobody has said anything since. */
export function openAsk(events: readonly VisitorEvent[]): { seq: number; ask: Ask } | undefined {
  if (holderOf(events).stage !== "bot") return undefined;
  const last = events.findLast((event): event is Message => event.kind === "message.added" && !event.data.line);
  return last?.author.kind === "bot" && last.data.ask ? { seq: last.seq, ask: last.data.ask } : undefined;
}

/** Whether an answer, by its seq, was called helpful; undefined while nobody said. */
export function feedbackOn(events: readonly VisitorEvent[], seq: number): boolean | undefined {
  const given = events.findLast((event) => event.kind === "feedback.given" && event.data.seq === seq);
  return given?.kind === "feedback.given" ? given.data.helpful : undefined;
}

/** The score the visitor gave after the conversation was last resolved. */
export function ratingOf(events: readonly VisitorEvent[]): number | undefined {
  const resolved = events.findLastIndex((event) => event.kind === "stage.moved" && event.data.to === "resolved");
  const rated = events.findLast((event, index) => index > resolved && event.kind === "rating.given");
  return rated?.kind === "rating.given" ? rated.data.score : undefined;
}

/** The articles that were suggested when the conversation ended last. */
export function suggestedOf(events: readonly VisitorEvent[]) {
  const resolved = events.findLastIndex((event) => event.kind === "stage.moved" && event.data.to === "resolved");
  const suggested = events.findLast((event, index) => index > resolved && event.kind === "articles.suggested");
  return suggested?.kind === "articles.suggested" ? suggested.data.articles : [];
}

export type Asked = Extract<VisitorEvent, { kind: "action.asked" }>["data"];
export type ActionState = "pending" | Extract<VisitorEvent, { kind: "action.settled" }>["data"]["state"];

/** What waits for the visitor's yes or is being carried out; the newest, until it has come to an end. */
export function openConfirmation(events: readonly VisitorEvent[]): { asked: Asked; state: ActionState } | undefined {
  const asked = events.findLast((event) => event.kind === "action.asked");
  if (asked?.kind !== "action.asked") return undefined;
  const state = stateOf(events, asked.data.confirmation_id);
  return state === "pending" || state === "confirmed" ? { asked: asked.data, state } : undefined;
}

function stateOf(events: readonly VisitorEvent[], id: string): ActionState {
  const last = events.findLast((event) => event.kind === "action.settled" && event.data.confirmation_id === id);
  return last?.kind === "action.settled" ? last.data.state : "pending";
}
