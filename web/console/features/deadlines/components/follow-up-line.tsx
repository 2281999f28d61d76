import { Hourglass, Mail, MailWarning, NotebookPen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { useMembers } from "@console/shared/session/session";
import { plain } from "@console/shared/ui/plain";
import { useVisitorName } from "@console/shared/ui/visitor-name";
import type { FollowUpLine } from "../api/deadlines";
import css from "./deadlines.module.css";

/** Who, what, since when, owner, due, state. */
export function Line({ line, now, onOpen }: { line: FollowUpLine; now: number; onOpen(): void }) {
  const { t } = useTranslation("deadlines");
  const times = useTimes();
  const name = useVisitorName()(line);
  const owner = useMembers().find((member) => member.id === line.owner_id);
  const overdue = line.state !== "done" && !!line.due_at && Date.parse(line.due_at) < now;
  return (
    <li>
      <button type="button" className={css.line} onClick={onOpen}>
        <span className={css.what}>
          <span className={css.who}>
            <span className={css.name}>{name}</span>
            <span className={css.meta}>#{line.number}</span>
            <time className={css.meta} dateTime={line.asked_at}>
              {times.age(line.asked_at, now)}
            </time>
          </span>
          <span className={css.note}>{line.note || plain(line.preview)}</span>
          <Reasons line={line} />
        </span>
        <span>{owner ? owner.name : <span className={css.meta}>{t("nobody")}</span>}</span>
        <span className={overdue ? css.bad : undefined}>
          {line.due_at ? (
            <time dateTime={line.due_at}>{overdue ? t("overdue", { date: times.date(line.due_at) }) : times.date(line.due_at)}</time>
          ) : (
            <span className={css.meta}>{t("no_due")}</span>
          )}
        </span>
        <span className={css.chip} data-state={line.state}>
          {line.outcome ? t(`outcome_${line.outcome}`) : t(`state_${line.state}`)}
        </span>
      </button>
    </li>
  );
}

function Reasons({ line }: { line: FollowUpLine }) {
  const { t } = useTranslation("deadlines");
  const times = useTimes();
  const members = useMembers();
  const added = members.find((member) => member.id === line.added_by);
  return (
    <span className={css.reasons}>
      {line.email && (
        <span className={line.failure ? css.bad : undefined}>
          {line.failure ? <MailWarning size={14} aria-hidden /> : <Mail size={14} aria-hidden />}
          {t(line.failure ? `mail_${line.failure}` : line.mailed_at ? "mail_sent" : "mail_wanted", { email: line.email })}
        </span>
      )}
      {line.unresolved_at && (
        <span>
          <Hourglass size={14} aria-hidden />
          {t("unresolved", { date: times.date(line.unresolved_at) })}
        </span>
      )}
      {line.added_by && (
        <span>
          <NotebookPen size={14} aria-hidden />
          {t("added_by", { name: added?.name ?? t("somebody") })}
        </span>
      )}
    </span>
  );
}
