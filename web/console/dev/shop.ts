import type { Service } from "@console/features/teams/api/teams";
import type { ArticleDraft, ArticleView, Assist, CannedReply, Collection, Detail, ListRow, Me, Member, Revision, Status, Suggestion, Team } from "@console/shared/api/types";
import type { AgentEvent } from "@console/shared/live/agent-frames";
import { articles, collections, revisionsOf } from "./shop-articles";
import { canned, suggestionsFor } from "./shop-assist";
import { detailOf, eventsOf, rows } from "./shop-conversations";
import { id, people } from "./shop-people";

export interface Shop {
  me: Me;
  members: Member[];
  teams: Team[];
  services: Service[];
  status: Status;
  rows: ListRow[];
  events: Record<string, AgentEvent[]>;
  canned: CannedReply[];
  articles: ArticleView[];
  collections: Collection[];
  outcomes: Record<string, Suggestion["outcome"]>;
  details(conversation: string): Detail;
  assist(conversation: string): Assist;
  revisions(article: string): Revision[];
  newArticle(draft: ArticleDraft): ArticleView;
}

const member = (at: number, name: string, more: Partial<Member> = {}): Member => ({
  id: id("agent", at),
  name,
  email: `${name.split(" ")[0]?.toLowerCase()}@juniper.example`,
  color: "",
  role: "agent",
  skills: ["orders"],
  languages: ["en"],
  capacity: 5,
  presence: "online",
  ...more,
});

/** Juniper Home, an invented shop for furniture, with a morning's conversations. */
export function shop(scene = ""): Shop {
  const workspace = id("workspace", 1);
  const list = scene === "empty" ? [] : rows();
  const library = scene === "empty" ? [] : articles();
  const outcomes: Shop["outcomes"] = {};
  const newArticle = (draft: ArticleDraft): ArticleView => {
    const article: ArticleView = {
      ...draft,
      id: crypto.randomUUID(),
      slug: "new",
      status: "draft",
      collection: collections().find((one) => one.id === draft.collection_id)?.name ?? "",
      owner: people.me,
      updated_at: new Date().toISOString(),
      changed: true,
      version: 1,
      translations: [],
      html: "",
    };
    library.unshift(article);
    return article;
  };
  return {
    me: {
      id: id("agent", 1),
      name: people.me,
      email: "mei.tan@juniper.example",
      color: "",
      locale: navigator.language.startsWith("zh") ? "zh" : "en",
      operator: true,
      workspaces: [{ id: workspace, slug: "juniper", name: "Juniper Home", role: scene === "agent" ? "agent" : "admin" }],
    },
    members: [
      member(1, people.me, { role: "admin", languages: ["en", "zh"] }),
      member(2, "Jonas Weber", { presence: "away" }),
      member(3, "林晓雨", { languages: ["zh"], skills: ["returns"] }),
      member(4, "Aisha Okonkwo-Lindqvist", { presence: "offline" }),
    ],
    teams: [
      { id: id("team", 1), name: "Orders and delivery", skills: ["orders"], agents: [id("agent", 1), id("agent", 2)] },
      { id: id("team", 2), name: "Returns and warranty", skills: ["returns"], agents: [id("agent", 3)] },
    ],
    services: [
      { strategy: "least_busy", closed: false, calendar: { zone: "Europe/Berlin", week: [[], ...Array.from({ length: 5 }, () => [{ from: "09:00", until: "18:00" }]), []], holidays: [{ day: "2026-12-25", name: "Christmas Day" }] } },
      { team_id: id("team", 2), strategy: "round_robin", closed: true, calendar: { zone: "Asia/Shanghai", week: [[], ...Array.from({ length: 5 }, () => [{ from: "09:00", until: "12:00" }, { from: "13:30", until: "18:00" }]), []], holidays: [] } },
    ],
    status: {
      models: scene === "model" ? [{ name: "Ollama", model: "qwen2.5:14b", host: "127.0.0.1:11434", state: "closed", calls: 1204, failed: 3 }] : [],
      database: { version: "17.4", took_ms: 0.4, connections: 6, most: 16, bytes: 48_000_000 },
      embedder_model: "none",
      articles_published: library.filter((one) => one.status === "published").length,
      passages: 412,
      agents_online: 2,
      version: "0.1.0",
    },
    rows: list,
    events: Object.fromEntries(list.map((row) => [row.id, eventsOf(row)])),
    canned: canned(),
    articles: library,
    collections: collections(),
    outcomes,
    details: (conversation) => detailOf(list, conversation),
    assist: (conversation) => suggestionsFor(list, conversation, outcomes),
    revisions: (article) => revisionsOf(library, article),
    newArticle,
  };
}
