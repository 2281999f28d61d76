import type { Detail, ListRow } from "@console/shared/api/types";
import type { AgentEvent } from "@console/shared/live/agent-frames";
import { ago, id, people } from "./shop-people";

type Voice = "visitor" | "bot" | "agent" | "note";
type Line = [minutesAgo: number, voice: Voice, text: string, more?: Record<string, unknown>] | [minutesAgo: number, "stage", string, string];

const late = { number: 1, article_id: id("article", 1), title: "My parcel is late", section: "When to worry", quote: "If tracking has not moved for three working days, we open a search with the carrier. It takes up to five working days." };
const refund = { number: 2, article_id: id("article", 2), title: "When your refund arrives", section: "Cards", quote: "Card refunds take three to five working days after we have sent them." };

const ada: Line[] = [
  [41, "visitor", "Hi, where is my order ORD-8841? It should have been here on Monday."],
  [41, "bot", "Your order left our depot on time. If tracking has not moved for **three working days**, we open a search with the carrier; it takes up to five working days.[1]", { sources: [late] }],
  [36, "visitor", "it hasn't moved in a week. and this is already the replacement for the lamp that arrived broken"],
  [36, "bot", "I'm sorry about the lamp. A carrier search can be opened once tracking stands still for three working days.[1] Card refunds take three to five working days.[2]", { sources: [late, refund] }],
  [12, "visitor", "You told me exactly that last time.\nThis is the third time I'm asking and nobody does anything.\nI want my 189 € back by Friday or I'll go to the consumer office."],
  [12, "bot", "I understand, and I don't want to repeat myself. Would you like a person to take over? They see everything you wrote.", { offer: true }],
  [11, "visitor", "yes. a real person please"],
  [11, "stage", "bot", "waiting"],
  [9, "stage", "waiting", "person"],
  [8, "note", "Depot confirms the parcel is **lost**: not scanned since the 14th. Claim goes to the carrier, refund is ours to decide up to 250 €."],
  [7, "agent", "Hello Ada, I'm Mei. I read everything above, you don't have to explain it again. I'm looking at your order right now."],
  [2, "visitor", "ok. thank you. so do I get the money or not?"],
];

const wei: Line[] = [
  [6, "visitor", "你好，请问餐桌可以送到苏州吗？要多久？"],
  [6, "bot", "可以。江苏省内大件家具由**专车配送**，一般 3–5 个工作日送达，送货前一天会电话预约。[1]", { sources: [{ ...late, title: "大件家具配送", section: "配送时间", quote: "江苏、浙江、上海：3–5 个工作日。" }] }],
  [5, "visitor", "那安装要另外付钱吗"],
];

interface Scene extends Partial<ListRow> {
  lines: Line[];
}

const short = (minutes: number, text: string, answer?: string): Line[] => [
  [minutes + 1, "visitor", text],
  ...(answer ? ([[minutes, "bot", answer]] as Line[]) : []),
];

const mood = (label: "angry" | "upset" | "neutral" | "content" | "happy", valence: number, anger = 0) => ({ label, valence, anger, urgency: 0.2 });
const me = { agent_id: id("agent", 1), agent_name: people.me };

const scenes: Scene[] = [
  { visitor_name: "Ada Chen", stage: "person", ...me, mood: mood("angry", -0.72, 0.8), priority: 2, reason: "anger", lines: ada },
  { visitor_name: "", stage: "waiting", priority: 1, reason: "explicit_request", mood: mood("upset", -0.4, 0.3), lines: short(1, "Hello?? I was charged twice for the same sofa, please let me talk to somebody") },
  { visitor_name: "张伟", lang: "zh", stage: "bot", lines: wei },
  { visitor_name: "Maximiliane von Hohenstein-Breitenbach", stage: "person", ...me, lines: short(14, "Could you also send the invoice to my accounting department, with the VAT number I gave you last week?") },
  { visitor_name: "刘思远", lang: "zh", stage: "waiting", reason: "explicit_request", lines: short(4, "转人工，退款三周了还没到账") },
  { visitor_name: "Tomás Herrera", stage: "bot", mood: mood("happy", 0.8), lines: short(9, "perfect, that solved it, thank you so much!!", "Glad to hear it. Is there anything else?") },
  { visitor_name: "Priya Raghunathan", stage: "bot", lines: short(17, "Does the Rowan bookcase come with a wall fixing?", "Yes. Every Rowan bookcase comes with a wall fixing and two screws.[1]") },
  { visitor_name: "Oluwaseun A.", stage: "person", ...me, snoozed_until: ago(-600), lines: [...short(70, "I'll check with my landlord and come back"), [66, "agent", "Of course, take your time. I'll keep this open until tomorrow."]] },
  { visitor_name: "", stage: "bot", lines: short(26, "How long is the return window for mattresses?", "You can return a mattress within **30 nights**.") },
  { visitor_name: "Grace Hopper-Lovelace", stage: "bot", lines: short(31, "can i pay in three", "Yes, from 60 € on. You choose it at checkout.") },
  { visitor_name: "王小明", lang: "zh", stage: "person", agent_id: id("agent", 3), agent_name: "林晓雨", lines: short(38, "沙发套可以机洗吗？标签上没有写") },
  { visitor_name: "Beatrix Kiddo", stage: "bot", lines: short(52, "My parcel is broken, what do I do?", "I'm sorry. Please take two photos, one of the box and one of the damage.") },
  { visitor_name: "Sam", stage: "bot", lines: short(75, "do you ship to norway", "We don't ship to Norway yet.") },
  { visitor_name: "Élodie Marchand", stage: "resolved", lines: short(190, "Merci beaucoup, tout est arrivé!") },
  { visitor_name: "陈阿姨", lang: "zh", stage: "resolved", lines: short(1500, "谢谢，已经收到了，质量很好") },
];

const textOf = (line: Line) => (line[1] === "stage" ? "" : line[2]);

export const rows = (): ListRow[] =>
  scenes.map(({ lines, ...more }, at) => {
    const last = [...lines].reverse().find(([, voice]) => voice !== "stage" && voice !== "note") ?? lines[0];
    const voice = last?.[1] as "visitor";
    return {
      id: id("conversation", at + 1),
      number: 1042 - at,
      visitor_id: id("visitor", at + 1),
      visitor_name: "",
      lang: "en",
      stage: "bot",
      preview: last ? textOf(last).replace(/\s+/g, " ") : "",
      last_author: voice,
      last_at: ago(last?.[0] ?? 0),
      last_seq: lines.length,
      unread: voice === "visitor" && more.stage !== "bot" && more.stage !== "resolved",
      priority: 0,
      ...more,
      ...(at === 1 && { assignment: { id: id("assignment", 1), agent_id: id("agent", 1), expires_at: ago(-0.6) }, waiting_since: ago(1) }),
    } satisfies ListRow;
  });

export function eventsOf(row: ListRow): AgentEvent[] {
  const scene = scenes[1042 - row.number];
  const authors = {
    visitor: { kind: "visitor", id: row.visitor_id },
    bot: { kind: "bot" },
    agent: { kind: "agent", id: row.agent_id ?? id("agent", 1), name: row.agent_name ?? people.me },
    note: { kind: "agent", id: id("agent", 1), name: people.me },
  } as const;
  return (scene?.lines ?? []).map((line, at) => {
    const common = { conversation_id: row.id, seq: at + 1, at: ago(line[0]) };
    if (line[1] === "stage") {
      const agent = line[3] === "person" ? { id: id("agent", 1), name: people.me } : undefined;
      return { ...common, kind: "stage.moved", author: { kind: "system" }, data: { from: line[2], to: line[3], agent } } as AgentEvent;
    }
    const [, voice, text, more] = line;
    return { ...common, kind: voice === "note" ? "note.added" : "message.added", author: authors[voice], data: { text, ...(more as object) } } as AgentEvent;
  });
}

const brief: Detail["brief"] = {
  handoff_id: id("handoff", 1),
  issue: "Replacement lamp from ORD-8841 is lost in transit; wants 189 € refunded by Friday.",
  facts: [
    { kind: "order", value: "ORD-8841", seq: 1, span: "ORD-8841", superseded: false },
    { kind: "product", value: "Halden floor lamp", seq: 3, span: "lamp", superseded: false },
    { kind: "amount", value: "189 €", seq: 5, span: "189 €", superseded: false },
    { kind: "date", value: "Monday", seq: 1, span: "Monday", superseded: true },
    { kind: "date", value: "by Friday", seq: 5, span: "by Friday", superseded: false },
  ],
  tried: [
    { article_id: id("article", 1), title: "My parcel is late", rejected: true },
    { article_id: id("article", 2), title: "When your refund arrives", rejected: false },
  ],
  reason: "accepted_offer",
  rule: "offer.accepted",
  quote: "This is the third time I'm asking and nobody does anything.",
  quote_seq: 5,
  mood_line: "Calm at first, upset after the second answer, angry now.",
  open_question: "Will the 189 € be refunded, and when?",
  proposed_reply: "Hello Ada, I'm sorry: your replacement lamp is lost, and that is on us. I'm refunding the 189 € today; it reaches your card within three to five working days.",
  requested_at: ago(11),
};

export function detailOf(list: readonly ListRow[], conversation: string): Detail {
  const row = list.find((one) => one.id === conversation) as ListRow;
  const first = row.number === 1042;
  return {
    row,
    visitor: {
      id: row.visitor_id,
      name: row.visitor_name,
      email: first ? "ada.chen@mail.example" : "",
      lang: row.lang,
      page_url: "https://juniper.example/orders/ORD-8841",
      first_seen: ago(first ? 61_000 : 300),
      online: first || row.number % 2 === 0,
    },
    intents: first ? [{ name: "Lost parcel", confidence: 0.93, seq: 5 }] : [],
    brief: first ? brief : undefined,
    moods: first
      ? [
          { seq: 1, at: ago(41), valence: 0.05, anger: 0.05, label: "neutral" },
          { seq: 3, at: ago(36), valence: -0.35, anger: 0.3, label: "upset" },
          { seq: 5, at: ago(12), valence: -0.85, anger: 0.9, label: "angry" },
          { seq: 7, at: ago(11), valence: -0.6, anger: 0.6, label: "angry" },
          { seq: 12, at: ago(2), valence: -0.3, anger: 0.35, label: "upset" },
        ]
      : [],
    effects: first
      ? [
          { seq: 4, by: "bot", change: "angrier", valence: -0.5, anger: 0.6 },
          { seq: 10, by: "agent", change: "calmer", valence: 0.3, anger: -0.25 },
        ]
      : [],
    decisions: first
      ? [
          { seq: 7, at: ago(11), kind: "handover", reason: "accepted_offer", rule: "offer.accepted", quote: "yes. a real person please", quote_seq: 7 },
          { seq: 5, at: ago(12), kind: "offer", reason: "anger", rule: "mood.anger", quote: "This is the third time I'm asking", quote_seq: 5 },
          { seq: 3, at: ago(36), kind: "answer", reason: "calm_problem", rule: "default", quote: "arrived broken", quote_seq: 3 },
          { seq: 1, at: ago(41), kind: "answer", reason: "question", rule: "default" },
        ]
      : [],
    history: first
      ? [
          { id: id("conversation", 14), number: 1029, stage: "resolved", preview: "The lamp arrived with a crack in the shade", last_at: ago(16_000) },
          { id: id("conversation", 15), number: 1028, stage: "resolved", preview: "Do you have the Halden lamp in green?", last_at: ago(52_000) },
        ]
      : [],
  };
}
