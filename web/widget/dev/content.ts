import type { ArticlePage, Source, WidgetConfig } from "@widget/shared/session/api";
import type { Lang } from "@widget/shared/locale/translate";

export const configs: Record<Lang, WidgetConfig> = {
  en: {
    workspace: "juniper",
    name: "Juniper Home",
    color: "#2f6f4e",
    lang: "en",
    greeting: "Hi! What can I help you with today?",
    starters: ["Where is my parcel?", "How do I return something?", "Is my lamp still under warranty?", "Change my address"],
    hours: "9–18",
    people_online: true,
    mail: true,
  },
  zh: {
    workspace: "juniper",
    name: "青禾家居",
    color: "#2f6f4e",
    lang: "zh",
    greeting: "您好！今天有什么可以帮您？",
    starters: ["我的包裹到哪里了？", "怎么申请退货？", "台灯还在保修期内吗？", "修改收货地址"],
    hours: "9–18 点",
    people_online: true,
    mail: true,
  },
};

const id = "01980000-0000-7000-8000-00000000000a";

export const sources: Record<Lang, Source[]> = {
  en: [
    { number: 1, article_id: id, title: "Late and missing parcels", section: "When a parcel is late", anchor: "late", quote: "A parcel that left the depot reaches you within two working days. If the tracking has not moved for three working days, we open a search with the carrier." },
    { number: 2, article_id: id, title: "Tracking an order from the workshop to your door" },
    { number: 3, article_id: id, title: "Late and missing parcels", section: "When it is lost", anchor: "lost" },
  ],
  zh: [
    { number: 1, article_id: id, title: "包裹延误与丢失", section: "包裹延误时", anchor: "late", quote: "包裹离开仓库后两个工作日内送达。如果物流信息三个工作日没有更新，我们会向承运商发起查询。" },
    { number: 2, article_id: id, title: "从工坊到家门：如何跟踪订单" },
  ],
};

export const articlePages: Record<Lang, ArticlePage> = {
  en: {
    id,
    title: "Late and missing parcels",
    lang: "en",
    updated_at: "2026-11-03T10:00:00Z",
    html: `<p>Most parcels arrive on the day we promise. This page says what to do when one does not.</p>
<h2 id="before">Before you write to us</h2><ul><li>Look at the tracking page: it is renewed every four hours.</li><li>Ask neighbours and the <strong>parcel shop</strong> nearest to you.</li><li>Check the address in your account.</li></ul>
<h2 id="late">When a parcel is late</h2><p>A parcel that left the depot reaches you within two working days. If the tracking has not moved for three working days, we open a search with the carrier.</p>
<table><thead><tr><th>Carrier</th><th>Search takes</th><th>Refund after</th></tr></thead><tbody><tr><td>Northway</td><td>2 working days</td><td>5 working days</td></tr><tr><td>Parcelbird</td><td>3 working days</td><td>7 working days</td></tr></tbody></table>
<h2 id="lost">When it is lost</h2><p>We send a new one at once or refund you, as you like. Use the code <code>LATE-10</code> for your next order. <a href="https://juniper.example/track">Track your order</a> or <a href="javascript:alert(1)">do this</a>.</p><script>alert(1)</script><p>Products made to order take longer to replace: we tell you the new date before we start, and you can still choose the refund.</p><p>Questions? Ask in the chat at any time.</p>`,
  },
  zh: {
    id,
    title: "包裹延误与丢失",
    lang: "zh-CN",
    updated_at: "2026-11-03T10:00:00Z",
    html: `<p>大多数包裹都会在承诺的日期送达。如果没有，请看这里。</p><h2 id="before">联系我们之前</h2><ul><li>查看物流页面：每四小时更新一次。</li><li>问问邻居和最近的<strong>代收点</strong>。</li><li>核对账户中的收货地址。</li></ul><h2 id="late">包裹延误时</h2><p>包裹离开仓库后两个工作日内送达。如果物流信息三个工作日没有更新，我们会向承运商发起查询。</p><h2 id="lost">包裹丢失时</h2><p>我们会立即补发或退款，由您选择。下次下单可使用优惠码 <code>LATE-10</code>。</p>`,
  },
};
