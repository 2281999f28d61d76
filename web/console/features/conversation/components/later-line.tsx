import { Link, useParams } from "@tanstack/react-router";
import { AlarmClock, BookOpenText, ChevronsUp, CircleCheck, CircleSlash, Mail, ListTodo, MailWarning, Merge, Moon, Sun, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import type { LaterEvent } from "../thread-items";
import { AskedCard } from "./asked-card";
import { MergedPart } from "./merged-part";
import css from "./thread.module.css";

/** The lines of what happens seldom. */
export function LaterLine({ event, visitor, conversation }: { event: LaterEvent; visitor: string; conversation?: string }) {
  const { t } = useTranslation("handling");
  const { slug = "", view = "all" } = useParams({ strict: false });
  const { t: core } = useTranslation();
  const times = useTimes();
  const author = event.author.name ?? "";
  switch (event.kind) {
    case "conversation.merged":
      return (
        <Line event={event} icon={Merge} after={<MergedPart from={event.data} visitor={visitor} />}>
          {t("line.merged", { number: event.data.number })}
        </Line>
      );
    case "conversation.moved_on":
      return (
        <Line event={event} icon={Merge}>
          {t("line.moved_on", { number: event.data.number })}{" "}
          <Link to="/w/$slug/inbox/$view/$conversation" params={{ slug, view, conversation: event.data.into_id }} className={css.way}>
            {t("line.moved_on_open")}
          </Link>
        </Line>
      );
    case "priority.changed":
      return (
        <Line event={event} icon={ChevronsUp}>
          {event.data.priority === undefined ? t("line.priority_auto", { name: author }) : t("line.priority", { name: author, priority: t(`priority.${event.data.priority}` as "priority.0") })}
        </Line>
      );
    case "transcript.sent":
      return (
        <Line event={event} icon={event.data.failed ? MailWarning : Mail}>
          {t(event.data.failed ? "line.transcript_failed" : "line.transcript_sent", { email: event.data.email })}
        </Line>
      );
    case "articles.suggested":
      return (
        <Line event={event} icon={BookOpenText}>
          {t("line.suggested", { titles: event.data.articles.map(({ title }) => title).join(" · ") })}
        </Line>
      );
    case "deadline.neared":
    case "deadline.missed":
      return (
        <Line event={event} icon={AlarmClock}>
          {t(event.kind === "deadline.neared" ? "line.due_neared" : "line.due_missed", { what: core(`due.${event.data.goal}`), time: times.full(event.data.due_at) })}
        </Line>
      );
    case "conversation.snoozed":
      return (
        <Line event={event} icon={Moon}>
          {t("line.snoozed", { name: author, time: times.full(event.data.until) })}
        </Line>
      );
    case "conversation.woken":
      return (
        <Line event={event} icon={Sun}>
          {t(`line.woken_${event.data.why}`, { name: author })}
        </Line>
      );
    case "follow_up.changed":
      return (
        <Line event={event} icon={ListTodo}>
          {t(`line.follow_${event.data.why ?? event.data.state}`, { name: author, hours: event.data.hours ?? 0 })}
        </Line>
      );
    case "action.asked":
      return conversation ? <AskedCard event={event} conversation={conversation} /> : null;
    case "action.settled":
      return (
        <Line event={event} icon={event.data.state === "done" || event.data.state === "confirmed" ? CircleCheck : CircleSlash}>
          {t(`line.action_${event.data.state}`, { name: author || t("line.action_visitor") })}
        </Line>
      );
  }
}

function Line({ event, icon: Icon, children, after }: { event: LaterEvent; icon: LucideIcon; children: ReactNode; after?: ReactNode }) {
  const times = useTimes();
  return (
    <>
      <li className={css.happened} data-seq={event.seq}>
        <Icon size={14} aria-hidden />
        <span>{children}</span>
        <time dateTime={event.at}>{times.time(event.at)}</time>
      </li>
      {after}
    </>
  );
}
