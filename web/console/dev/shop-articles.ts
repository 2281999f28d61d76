import type { ArticleView, Collection, Revision } from "@console/shared/api/types";
import { ago, id, people } from "./shop-people";

const names = ["Delivery", "Returns and refunds", "Product care", "内部流程"];

export const collections = (): Collection[] => names.map((name, at) => ({ id: id("collection", at + 1), name, articles: 3 + at }));

const late = `Most parcels arrive within two to four working days. Here is what to do when yours does not.

## When to worry

If tracking has not moved for **three working days**, we open a search with the carrier. It takes up to five working days.

1. Open *My orders* and choose the order.
2. Press **Where is it?** and confirm your address.
3. We write to you as soon as the carrier answers.

## What we do meanwhile

- Orders below 50 €: we send a new parcel at once.
- Orders above: you choose between a [new delivery](https://juniper.example/help/lost) and your money back.

> A parcel that is marked as delivered and is not there counts as lost after one day.

| Carrier | Search takes |
| --- | --- |
| Post | 5 working days |
| Freight | 3 working days |
`;

interface Draft extends Partial<ArticleView> {
  title: string;
  at?: number;
}

const drafts: Draft[] = [
  { title: "My parcel is late", body: late, changed: true },
  { title: "When your refund arrives", at: 1, body: "You get your money back the way you paid.\n\n## Cards\n\nCard refunds take three to five working days after we have sent them." },
  { title: "Lost parcels: refund or new delivery", body: "If the carrier cannot find your parcel, you choose.\n\n## Your choice\n\nThe money back, or a new delivery at our expense." },
  { title: "Return a mattress within 30 nights", at: 1, body: "Sleep on it.\n\nYou can return a mattress within 30 nights, whatever the reason." },
  { title: "Washing sofa covers without shrinking them, whatever the label says", at: 2, body: "Cold wash only.\n\nAll covers can be washed at 30 degrees." },
  { title: "Assembling the Rowan bookcase", at: 2, status: "draft", changed: true, body: "You need twenty minutes and a Phillips screwdriver." },
  { title: "Opening hours during the holidays", at: 0, status: "review", review_by: ago(-20_000), body: "We are there on all days but the 25th and the 1st." },
  { title: "大件家具配送", lang: "zh", body: "大件家具由专车配送。\n\n## 配送时间\n\n江苏、浙江、上海：3–5 个工作日。\n\n## 安装\n\n送货上门并免费安装。" },
  { title: "Goodwill: what we may give", at: 3, audience: "internal", body: "For agents only.\n\n## Amounts\n\nUp to 20 € without asking, up to 50 € with the shift lead." },
  { title: "退款多久到账", lang: "zh", at: 1, body: "原路退回。\n\n银行卡一般 3–5 个工作日到账。" },
];

export const articles = (): ArticleView[] =>
  drafts.map(({ at = 0, ...more }, index) => ({
    id: id("article", index + 1),
    slug: `article-${index + 1}`,
    lang: "en",
    status: "published",
    audience: "public",
    used_by_bot: true,
    collection_id: id("collection", at + 1),
    collection: names[at] ?? "",
    owner: people.me,
    updated_at: ago(40 + index * 900),
    changed: false,
    body: "",
    version: 7,
    translations: index === 0 ? [{ id: id("article", 8), lang: "zh", title: "大件家具配送", status: "published" }] : [],
    html: "",
    ...more,
  }));

export function revisionsOf(library: readonly ArticleView[], article: string): Revision[] {
  const now = library.find((one) => one.id === article);
  if (!now) return [];
  const older = now.body.replace("three working days", "five working days").replace("Orders below 50 €", "Orders below 30 €");
  return [
    { number: 7, title: now.title, body: now.body, editor: people.me, at: ago(40), published: false },
    { number: 6, title: now.title, body: older, editor: "Jonas Weber", at: ago(9_000), published: true },
    { number: 5, title: `${now.title}?`, body: older.split("\n").slice(0, 8).join("\n"), editor: "林晓雨", at: ago(60_000), published: true },
  ];
}
