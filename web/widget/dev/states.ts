import type { VisitorEvent } from "@shared/live/visitor-frames";
import type { Lang } from "@widget/shared/locale/translate";
import type { VisitorConversation, WidgetConfig } from "@widget/shared/session/api";
import type { Place } from "@shared/live/signals";
import { sources } from "./content";
import { say } from "./phrases";

export const conversation = "01980000-0000-7000-8000-000000000001";

export interface State {
  name: string;
  events: VisitorEvent[];
  signals?: object[];
  queue?: Place;
  config?: Partial<WidgetConfig>;
  history: VisitorConversation[];
  answer?: { text: string };
  refuses?: string;
  silent?: boolean;
  offline?: boolean;
  configFails?: boolean;
  articleFails?: boolean;
}

type Step = { by: "visitor" | "bot" | "agent" | "system"; data: object; kind?: string; ago?: number };

export function stateOf(name: string, lang: Lang): State {
  const s = say[lang];
  const visitor = (text: string, ago?: number): Step => ({ by: "visitor", data: { text }, ago });
  const agent = (text: string): Step => ({ by: "agent", data: { text } });
  const moved = (from: string, to: string): Step => ({ by: "system", kind: "stage.moved", data: { from, to, ...(to === "person" && { agent: { id: conversation, name: s.agent } }) } });
  const asked: Step[] = [visitor(s.question), { by: "bot", data: { text: s.answer, sources: sources[lang], turn_id: "a" } }];
  const offered: Step[] = [...asked, visitor(s.angry), { by: "bot", data: { text: s.offer, offer: true, turn_id: "b" } }];
  const waiting: Step[] = [...offered, moved("bot", "waiting"), { by: "bot", data: { text: s.waitingLine, line: "waiting" } }];
  const person: Step[] = [...waiting, moved("waiting", "person"), agent(s.agentHello), visitor(s.visitorReply), agent(s.agentAnswer)];
  const resolved: Step[] = [...person, moved("person", "resolved")];
  const history = [s.question, s.older, s.oldest].map((preview, i) => ({
    id: i === 0 ? conversation : `01980000-0000-7000-8000-00000000010${i}`,
    stage: (["person", "resolved", "resolved"] as const)[i] ?? "resolved",
    last_seq: 4,
    last_at: new Date(Date.now() - i * 9 * 86_400_000).toISOString(),
    created_at: new Date().toISOString(),
    preview,
    rated: false,
    agent: s.agent,
  }));
  const frame = (kind: string, by: string, data: object) => ({ kind, conversation_id: conversation, at: new Date().toISOString(), author: { kind: by }, data });
  const base = { name, history, answer: { text: s.answer, sources: sources[lang] } };
  const steps: Record<string, Partial<State> & { steps: Step[] }> = {
    new: { steps: [] },
    answered: { steps: asked },
    streaming: { steps: [visitor(s.question)], signals: [frame("answer.delta", "bot", { turn_id: "x", text: s.answer.slice(0, Math.floor(s.answer.length * 0.6)) })] },
    thinking: { steps: [visitor(s.question)], answer: undefined },
    unknown: { steps: [visitor(s.offTopic), { by: "bot", data: { text: s.unknown } }] },
    offer: { steps: offered },
    choices: { steps: [visitor(s.returning), { by: "bot", data: { text: s.why, ask: { choices: s.reasons } } }] },
    card: { steps: [visitor(s.returning), { by: "bot", data: { text: s.isItRight, ask: { card: s.card, choices: s.rightOrNot } } }] },
    date: { steps: [visitor(s.returning), { by: "bot", data: { text: s.when, ask: { input: "date", earliest: "2026-08-01", latest: "2026-11-21" } } }] },
    waiting: { steps: waiting, queue: { position: 2, min_wait: 3, max_wait: 6, people_online: true } },
    closed: { steps: waiting, queue: { position: 1, people_online: false, closed: true, opens_at: new Date(Date.now() + 15 * 3_600_000).toISOString() } },
    queue: { steps: waiting, queue: { position: 14, min_wait: 25, max_wait: 50, people_online: true, long_line: true, notice: "Parcels in the north are a day late because of the storm.\nYou need not write to us about that." } },
    nobody: { steps: waiting, queue: { position: 1, people_online: false } },
    person: { steps: person, signals: [frame("typing.started", "agent", { by: "agent", name: s.agent })] },
    resolved: { steps: resolved },
    rated: { steps: [...resolved, { by: "visitor", kind: "rating.given", data: { score: 5 } }] },
    failing: { steps: asked, refuses: s.refused },
    offline: { steps: [], offline: true },
    silent: { steps: asked, silent: true },
    broken: { steps: [], configFails: true },
    articlefails: { steps: asked, articleFails: true },
    rich: { steps: [visitor(s.codeQuestion), { by: "bot", data: { text: s.rich, sources: sources[lang] } }] },
    long: { steps: [visitor(s.question, 3 * 1440), { by: "bot", data: { text: s.answer, sources: sources[lang] }, ago: 3 * 1440 - 1 }, visitor(s.long, 3), ...person] },
    yellow: { steps: waiting, queue: { position: 1, min_wait: 1, max_wait: 1, people_online: true }, config: { color: "#ffd400" } },
    noir: { steps: asked, config: { color: "#000000", hours: "", people_online: false } },
  };
  const { steps: list = [], ...rest } = steps[name] ?? { steps: [] };
  return { ...base, ...rest, events: list.map(event(s.agent)) };
}

const event = (agent: string) => (step: Step, index: number, all: Step[]) =>
  ({
    kind: step.kind ?? "message.added",
    conversation_id: conversation,
    seq: index + 1,
    at: new Date(Date.now() - (step.ago ?? (all.length - index) * 1.2) * 60_000).toISOString(),
    author: { kind: step.by, ...(step.by === "agent" && { name: agent }) },
    data: step.data,
  }) as VisitorEvent;
