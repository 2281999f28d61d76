import type { ArticleDraft, ListRow, Suggestion } from "@console/shared/api/types";
import type { AgentEvent, ClientFrame, ServerFrame } from "@console/shared/live/agent-frames";
import { FakeSocket } from "./fake-socket";
import type { Shop } from "./shop";
import { testQuestion } from "./test-question";

type Params = Record<string, string>;
interface Call {
  params: Params;
  query: URLSearchParams;
  body: Record<string, unknown>;
}
type Handler = (call: Call) => unknown;

const problem = (status: number, code: string, title: string) => Response.json({ type: `/problems/${code}`, status, code, title }, { status });

/** A server of invented data that keeps its promises: stories, pictures and tests run against it. */
export class FakeServer {
  readonly calls: { method: string; path: string; body: Record<string, unknown> }[] = [];
  readonly sockets = new Set<FakeSocket>();
  private readonly routes: [method: string, pattern: RegExp, names: string[], handler: Handler][] = [];

  constructor(
    readonly shop: Shop,
    public scene = "",
  ) {
    this.session();
    this.inbox();
    this.assist();
    this.knowledge();
  }

  fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const text = request.method === "GET" ? "" : await request.text();
    const body = text ? (JSON.parse(text) as Record<string, unknown>) : {};
    this.calls.push({ method: request.method, path: url.pathname, body });
    if (this.scene === "offline-all") throw new TypeError("Failed to fetch");
    for (const [method, pattern, names, handler] of this.routes) {
      const match = method === request.method && pattern.exec(url.pathname);
      if (!match) continue;
      const params = Object.fromEntries(names.map((name, at) => [name, match[at + 1] ?? ""]));
      const answer = await handler({ params, query: url.searchParams, body });
      if (answer instanceof Response) return answer;
      return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
    }
    return problem(404, "not_found", "Not found");
  };

  socket(): FakeSocket {
    return new FakeSocket(this);
  }

  /** Tells every socket, as the server would. */
  tell(frame: ServerFrame): void {
    for (const socket of this.sockets) socket.deliver(frame);
  }

  append(conversation: string, event: Omit<AgentEvent, "seq" | "conversation_id" | "at">): AgentEvent {
    const row = this.row(conversation);
    const full = { ...event, conversation_id: conversation, at: new Date().toISOString(), seq: row.last_seq + 1 } as AgentEvent;
    row.last_seq = full.seq;
    (this.shop.events[conversation] ??= []).push(full);
    if (full.kind === "message.added") {
      Object.assign(row, { preview: full.data.text, last_author: full.author.kind, last_at: full.at, unread: full.author.kind === "visitor" });
    }
    for (const socket of this.sockets) {
      socket.deliver({ kind: "list.changed", conversation_id: conversation, seq: full.seq, event: full as never });
      if (socket.watched.has(conversation)) socket.deliver(full as ServerFrame);
    }
    return full;
  }

  move(conversation: string, to: ListRow["stage"]): void {
    const row = this.row(conversation);
    const from = row.stage;
    const me = this.shop.me;
    row.stage = to;
    delete row.assignment;
    if (to === "person") Object.assign(row, { agent_id: me.id, agent_name: me.name });
    else if (to !== "resolved") Object.assign(row, { agent_id: undefined, agent_name: undefined });
    if (from === to) return;
    const agent = to === "person" ? { id: me.id, name: me.name } : undefined;
    this.append(conversation, { kind: "stage.moved", author: { kind: "agent", id: me.id, name: me.name }, data: { from, to, agent } } as never);
  }

  /** What a client sent, acknowledged after it is stored. */
  take(frame: ClientFrame, socket: FakeSocket): void {
    if (frame.kind !== "say" && frame.kind !== "note") return;
    const conversation = frame.conversation_id ?? "";
    const author = { kind: "agent", id: this.shop.me.id, name: this.shop.me.name } as const;
    const known = this.shop.events[conversation]?.find((event) => event.client_id === frame.client_id);
    if (!known && frame.kind === "say" && ["bot", "waiting"].includes(this.row(conversation).stage)) this.move(conversation, "person");
    const kind = frame.kind === "say" ? "message.added" : "note.added";
    const event = known ?? this.append(conversation, { kind, author, client_id: frame.client_id, data: { text: frame.text } } as never);
    socket.deliver({ kind: "ack", client_id: frame.client_id, conversation_id: conversation, seq: event.seq, at: event.at });
  }

  row(conversation: string): ListRow {
    const row = this.shop.rows.find((one) => one.id === conversation);
    if (!row) throw new Error(`no conversation ${conversation}`);
    return row;
  }

  private on(route: string, handler: Handler): void {
    const [method = "", path = ""] = route.split(" ");
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
    this.routes.push([method, new RegExp(`^/v1${path.replace(/\{\w+\}/g, "([^/]+)")}$`), names, handler]);
  }

  private session(): void {
    const { shop } = this;
    const signedOut = () => this.scene === "signed-out" || this.scene === "setup";
    let inside = !signedOut();
    this.on("GET /setup", () => ({ needed: this.scene === "setup" }));
    this.on("POST /setup", () => ((inside = true), shop.me));
    this.on("GET /session", () => (inside ? shop.me : problem(401, "session_required", "Sign in first.")));
    this.on("POST /session", ({ body }) => {
      if (body.password === "wrong") return problem(401, "sign_in_failed", "E-mail and password do not fit.");
      inside = true;
      return shop.me;
    });
    this.on("DELETE /session", () => void (inside = false));
    this.on("PATCH /session", () => undefined);
    this.on("GET /workspaces/{ws}/members", () => ({ members: shop.members }));
    this.on("GET /workspaces/{ws}/teams", () => ({ teams: shop.teams, ended: [] }));
    this.on("POST /workspaces/{ws}/teams", ({ body }) => {
      const team = { skills: [], agents: [], ...body, id: crypto.randomUUID() } as unknown as Shop["teams"][number];
      shop.teams = [...shop.teams, team];
      return { id: team.id };
    });
    this.on("PUT /workspaces/{ws}/teams/{id}", ({ params, body }) => void (shop.teams = shop.teams.map((team) => (team.id === params.id ? { ...team, ...body } : team))));
    this.on("DELETE /workspaces/{ws}/teams/{id}", ({ params }) => void (shop.teams = shop.teams.filter((team) => team.id !== params.id)));
    this.on("PUT /workspaces/{ws}/members/{id}", ({ params, body }) => void (shop.members = shop.members.map((member) => (member.id === params.id ? { ...member, ...body } : member))));
    this.on("GET /workspaces/{ws}/service", () => ({ services: shop.services }));
    this.on("PUT /workspaces/{ws}/service", ({ body }) => void (shop.services = [{ closed: false, ...body } as never, ...shop.services.slice(1)]));
    const others = (id?: string) => shop.services.filter((one) => one.team_id !== id);
    this.on("PUT /workspaces/{ws}/teams/{id}/service", ({ params, body }) => void (shop.services = [...others(params.id), { team_id: params.id, closed: false, ...body } as never]));
    this.on("DELETE /workspaces/{ws}/teams/{id}/service", ({ params }) => void (shop.services = others(params.id)));
    this.on("GET /workspaces/{ws}/status", () => shop.status);
    this.on("PUT /workspaces/{ws}/presence", ({ body }) => {
      for (const member of shop.members) if (member.id === shop.me.id) member.presence = body.status as "online";
    });
  }

  private inbox(): void {
    const { shop } = this;
    const views: Record<string, (row: ListRow) => boolean> = {
      mine: (row) => row.stage === "person" && row.agent_id === shop.me.id,
      mentions: (row) => !!row.mentioned,
      waiting: (row) => row.stage === "waiting",
      unassigned: (row) => row.stage === "waiting" && !row.assignment,
      bot: (row) => row.stage === "bot",
      resolved: (row) => row.stage === "resolved",
      all: (row) => row.stage !== "resolved",
    };
    const base = "/workspaces/{ws}/conversations";
    this.on(`GET ${base}`, ({ query }) => {
      if (this.scene === "loading") return new Promise(() => undefined);
      if (this.scene === "error") return problem(503, "unavailable", "The database does not answer.");
      const search = (query.get("search") ?? "").toLowerCase();
      const fits = (row: ListRow) => `${row.visitor_name} ${row.number} ${row.preview}`.toLowerCase().includes(search);
      const rows = shop.rows.filter(views[query.get("view") ?? "all"] ?? (() => true)).filter(fits).filter((row) => !query.get("left") || row.agent_gone_since);
      const counted = Object.fromEntries(Object.entries(views).map(([name, of]) => [name, shop.rows.filter(of).length]));
      return { rows: rows.sort((a, b) => b.last_at.localeCompare(a.last_at)), counts: { ...counted, person: 3, ...(this.scene === "busy" && { bot: 128 }) } };
    });
    this.on(`GET ${base}/{id}`, ({ params }) => {
      if (this.scene === "loading") return new Promise(() => undefined);
      const id = params.id ?? "";
      return shop.rows.some((row) => row.id === id) ? { ...shop.details(id), row: this.row(id) } : problem(404, "conversation_not_found", "No such conversation.");
    });
    this.on(`POST ${base}/{id}/resolve`, ({ params }) => this.move(params.id ?? "", "resolved"));
    this.on(`POST ${base}/{id}/take`, ({ params }) => this.move(params.id ?? "", "person"));
    this.on(`POST ${base}/{id}/give-back`, ({ params }) => this.move(params.id ?? "", "bot"));
    this.on(`POST ${base}/{id}/snooze`, ({ params, body }) => void Object.assign(this.row(params.id ?? ""), { snoozed_until: body.until }));
    this.on(`POST ${base}/{id}/transfer`, ({ params }) => this.move(params.id ?? "", "waiting"));
    const assigned = (id?: string) => shop.rows.find((row) => row.assignment?.id === id);
    this.on("POST /workspaces/{ws}/assignments/{id}/accept", ({ params }) => {
      const row = assigned(params.id);
      return row ? this.move(row.id, "person") : problem(410, "assignment_gone", "Somebody else has it.");
    });
    this.on("POST /workspaces/{ws}/assignments/{id}/decline", ({ params }) => {
      delete assigned(params.id)?.assignment;
    });
  }

  private assist(): void {
    const { shop } = this;
    this.on("GET /workspaces/{ws}/canned-replies", () => ({ replies: shop.canned }));
    this.on("GET /workspaces/{ws}/conversations/{id}/assist", ({ params }) => (this.scene === "loading" ? new Promise(() => undefined) : shop.assist(params.id ?? "")));
    this.on("POST /workspaces/{ws}/suggestions/{id}/outcome", ({ params, body }) => {
      shop.outcomes[params.id ?? ""] = body.outcome as Suggestion["outcome"];
    });
  }

  private knowledge(): void {
    const { shop } = this;
    const article = (id?: string) => shop.articles.find((one) => one.id === id);
    const base = "/workspaces/{ws}/articles";
    this.on(`GET ${base}`, ({ query }) => {
      if (this.scene === "loading") return new Promise(() => undefined);
      if (this.scene === "error") return problem(503, "unavailable", "The database does not answer.");
      const search = (query.get("search") ?? "").toLowerCase();
      const fits = (one: Shop["articles"][number]) =>
        (!query.get("lang") || one.lang === query.get("lang")) &&
        (query.get("status") ? one.status === query.get("status") : one.status !== "archived") &&
        (!query.get("collection") || one.collection_id === query.get("collection")) &&
        `${one.title} ${one.body}`.toLowerCase().includes(search);
      return { articles: shop.articles.filter(fits) };
    });
    this.on(`POST ${base}`, ({ body }) => shop.newArticle(body as unknown as ArticleDraft));
    this.on(`GET ${base}/{id}`, ({ params }) => (this.scene === "loading" ? new Promise(() => undefined) : (article(params.id) ?? problem(404, "article_not_found", "No such article."))));
    this.on(`PUT ${base}/{id}`, ({ params, body }) => {
      const one = article(params.id);
      if (!one) return problem(404, "article_not_found", "No such article.");
      if (this.scene === "conflict" || body.version !== one.version) return problem(409, "article_changed", "Somebody saved this article since you opened it.");
      return Object.assign(one, body, { version: one.version + 1, changed: true, updated_at: new Date().toISOString() });
    });
    this.on(`POST ${base}/{id}/publish`, ({ params }) => {
      const one = article(params.id);
      return one && Object.assign(one, { status: "published", changed: false, version: one.version + 1 });
    });
    this.on(`POST ${base}/{id}/archive`, ({ params }) => Object.assign(article(params.id) ?? {}, { status: "archived" }));
    this.on(`GET ${base}/{id}/revisions`, ({ params }) => ({ revisions: shop.revisions(params.id ?? "") }));
    this.on(`POST ${base}/{id}/revisions`, () => undefined);
    this.on(`POST ${base}/{id}/restore`, ({ params, body }) => {
      const revision = shop.revisions(params.id ?? "").find((one) => one.number === body.number);
      const one = article(params.id);
      return one && revision && Object.assign(one, { title: revision.title, body: revision.body, version: one.version + 1, changed: true });
    });
    this.on("GET /workspaces/{ws}/collections", () => ({ collections: shop.collections }));
    this.on("POST /workspaces/{ws}/collections", ({ body }) => {
      const collection = { id: crypto.randomUUID(), name: String(body.name), articles: 0 };
      shop.collections.push(collection);
      return collection;
    });
    this.on("PUT /workspaces/{ws}/collections/{id}", ({ params, body }) => void (shop.collections = shop.collections.map((one) => (one.id === params.id ? { ...one, ...body } : one))));
    this.on("POST /workspaces/{ws}/knowledge/test", ({ body }) => testQuestion(shop.articles, String(body.question)));
  }
}
