import type { Assist, CannedReply, ListRow, Suggestion } from "@console/shared/api/types";
import { id } from "./shop-people";

const suggestion = (at: number, more: Partial<Suggestion>): Suggestion => ({
  id: id("suggestion", at),
  label: "answer",
  text: "",
  for_seq: 12,
  sources: [],
  internal: false,
  outcome: "shown",
  ...more,
});

const english: Suggestion[] = [
  suggestion(1, {
    text: "Yes, you get it back in full. I have just started the refund of **189 €**; on your card it shows within three to five working days. You'll have my confirmation by e-mail in a minute.",
    sources: [
      { number: 1, kind: "article", article_id: id("article", 2), title: "When your refund arrives", section: "Cards", internal: false },
      { number: 2, kind: "reply", title: "Lost replacement, Jonas, 3 weeks ago", internal: false },
    ],
  }),
  suggestion(2, {
    label: "question",
    text: "Would you rather have the money back, or shall I send another lamp by express, free of charge?",
    sources: [{ number: 1, kind: "article", article_id: id("article", 3), title: "Lost parcels: refund or new delivery", internal: false }],
  }),
  suggestion(3, {
    label: "canned",
    text: "Because of all this we add a **20 € voucher** to your account. It is valid for a year.",
    sources: [{ number: 1, kind: "article", article_id: id("article", 9), title: "Goodwill: what we may give", internal: true }],
    internal: true,
  }),
];

const chinese: Suggestion[] = [
  suggestion(4, {
    text: "餐桌的安装是免费的，师傅送货时会一并安装好，大约需要 20 分钟。",
    sources: [{ number: 1, kind: "article", article_id: id("article", 8), title: "大件家具配送", section: "安装", internal: false }],
  }),
];

export function suggestionsFor(list: readonly ListRow[], conversation: string, outcomes: Record<string, Suggestion["outcome"]>): Assist {
  const row = list.find((one) => one.id === conversation);
  const suggestions = (row?.lang === "zh" ? chinese : row?.number === 1042 ? english : []).map((one) => ({ ...one, outcome: outcomes[one.id] ?? one.outcome }));
  return {
    for_seq: row?.last_seq ?? 0,
    suggestions: suggestions.filter((one) => one.outcome !== "dismissed"),
    articles:
      row?.number === 1042
        ? [
            { id: id("article", 2), title: "When your refund arrives", section: "Cards", passage: "Card refunds take three to five working days after we have sent them. Your bank decides on which day it shows.", score: 0.92, audience: "public", lang: "en" },
            { id: id("article", 3), title: "Lost parcels: refund or new delivery", section: "Your choice", passage: "If the carrier cannot find your parcel, you choose: the money back, or a new delivery at our expense.", score: 0.81, audience: "public", lang: "en" },
            { id: id("article", 1), title: "My parcel is late", section: "When to worry", passage: "If tracking has not moved for three working days, we open a search with the carrier.", score: 0.67, audience: "public", lang: "en" },
            { id: id("article", 9), title: "Goodwill: what we may give", section: "Amounts", passage: "Up to 20 € without asking, up to 50 € with the shift lead.", score: 0.41, audience: "internal", lang: "en" },
          ]
        : [],
    canned: [],
  };
}

export const canned = (): CannedReply[] => [
  { id: id("canned", 1), shortcut: "hello", lang: "en", title: "Greeting", body: "Hello {{visitor.name}}, I'm {{agent.name}}. I've read the conversation and I'm looking into it now." },
  { id: id("canned", 2), shortcut: "refund", lang: "en", title: "Refund is on its way", body: "Your refund is on its way. It reaches your account within three to five working days." },
  { id: id("canned", 3), shortcut: "photos", lang: "en", title: "Ask for photos", body: "Could you send two photos, one of the box and one of the damage? Then I can replace it right away." },
  { id: id("canned", 4), shortcut: "thanks", lang: "en", title: "Good-bye", body: "Thank you for your patience. Your reference is #{{conversation.number}}." },
  { id: id("canned", 5), shortcut: "nihao", lang: "zh", title: "问候", body: "您好{{visitor.name}}，我是{{agent.name}}。前面的对话我都看过了，马上为您处理。" },
];
