import { expect, test } from "vitest";
import type { VisitorEvent } from "@shared/live/visitor-frames";
import { addressIn, feedbackOn, holderOf, openAsk, openConfirmation, openOffer, ratingOf } from "./events";

let seq = 0;
const event = (kind: string, by: string, data: object) => ({ kind, seq: ++seq, author: { kind: by }, data }) as VisitorEvent;
const said = (by: string, more: object = {}) => event("message.added", by, { text: "…", ...more });
const moved = (from: string, to: string) => event("stage.moved", "system", { from, to, ...(to === "person" && { agent: { id: "x", name: "Mei" } }) });
const rated = (score: number) => event("rating.given", "visitor", { score });

test("who holds it is what the last move says", () => {
  expect(holderOf([])).toEqual({ stage: "bot", agent: "" });
  expect(holderOf([moved("bot", "waiting"), moved("waiting", "person"), said("agent")])).toEqual({ stage: "person", agent: "Mei" });
  expect(holderOf([moved("waiting", "person"), moved("person", "resolved")])).toEqual({ stage: "resolved", agent: "" });
});

test("the address to answer to is the visitor's own, the last they wrote", () => {
  expect(addressIn([said("visitor"), said("bot", { text: "Write to help@shop.example." })])).toBeUndefined();
  expect(addressIn([said("visitor", { text: "I'm a@b.example, no: ada.b+x@mail.shop.example." }), said("visitor", { text: "hello?" })])).toBe("ada.b+x@mail.shop.example");
  expect(addressIn([said("visitor", { text: "我的邮箱是zhang@qq.com，谢谢" })])).toBe("zhang@qq.com");
});

test("an offer stands until somebody says something or the stage moves", () => {
  const offer = said("bot", { offer: true });
  expect(openOffer([said("visitor"), offer])).toBe(offer.seq);
  expect(openOffer([offer, said("visitor")])).toBeUndefined();
  expect(openOffer([offer, moved("bot", "waiting")])).toBeUndefined();
  expect(openOffer([offer, said("bot")])).toBeUndefined();
  expect(openOffer([offer, event("offer.answered", "visitor", { accepted: false })])).toBeUndefined();
});

test("a rating counts for the conversation as it was resolved last", () => {
  const first = [moved("person", "resolved"), rated(2)];
  expect(ratingOf(first)).toBe(2);
  expect(ratingOf([...first, moved("resolved", "bot"), moved("bot", "resolved")])).toBeUndefined();
});

test("feedback belongs to its message", () => {
  const given = [event("feedback.given", "visitor", { seq: 2, helpful: false })];
  expect(feedbackOn(given, 2)).toBe(false);
  expect(feedbackOn(given, 4)).toBeUndefined();
});

test("a question stands until somebody says something", () => {
  const asked = said("bot", { ask: { choices: ["Yes", "No"] } });
  expect(openAsk([said("visitor"), asked])).toEqual({ seq: asked.seq, ask: { choices: ["Yes", "No"] } });
  expect(openAsk([asked, said("system", { line: "offer_declined" })])).toBeDefined();
  expect(openAsk([asked, said("visitor")])).toBeUndefined();
  expect(openAsk([asked, said("bot")])).toBeUndefined();
  expect(openAsk([asked, moved("bot", "person")])).toBeUndefined();
});

test("a confirmation is open until it has come to an end; only the newest is", () => {
  const asked = (id: string) => event("action.asked", "bot", { confirmation_id: id, title: "Cancel", details: [] });
  const settled = (id: string, state: string) => event("action.settled", "visitor", { confirmation_id: id, state });
  expect(openConfirmation([said("visitor")])).toBeUndefined();
  expect(openConfirmation([asked("a"), said("visitor")])?.state).toBe("pending");
  expect(openConfirmation([asked("a"), settled("a", "confirmed")])?.state).toBe("confirmed");
  for (const end of ["done", "failed", "unknown", "declined", "expired"]) expect(openConfirmation([asked("a"), settled("a", end)])).toBeUndefined();
  expect(openConfirmation([asked("a"), settled("a", "expired"), asked("b")])?.asked.confirmation_id).toBe("b");
});
