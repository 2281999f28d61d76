import { Link } from "@tanstack/react-router";
import { AtSign, ChevronsUp, ChevronUp, Moon, UserRoundX } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ListRow } from "@console/shared/api/types";
import { useTimes } from "@console/shared/i18n/times";
import { Avatar } from "@console/shared/ui/avatar";
import { Deadline } from "@console/shared/ui/deadline";
import { Due } from "@console/shared/ui/due";
import { MoodGlyph, moodStands } from "@console/shared/ui/mood";
import { plain } from "@console/shared/ui/plain";
import { StageDot } from "@console/shared/ui/stage";
import { useVisitorName } from "@console/shared/ui/visitor-name";
import css from "./row.module.css";

interface Props {
  row: ListRow;
  slug: string;
  view: string;
  selected: boolean;
  now: number;
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
}

/** How long an assignment is open for an answer, in seconds: what a full ring means. */
const assignmentSpan = 45;

export function Row({ row, slug, view, selected, now, onKeyDown }: Props) {
  const { t, i18n } = useTranslation();
  const times = useTimes();
  const name = useVisitorName()(row);
  // Of who waits for a reply, how long they have waited: whatever else happened meanwhile does not make that shorter.
  const since = (row.unread && row.waiting_since) || row.last_at;
  // The bot's farewell is the same in every row; what was asked for is not.
  const issue = row.last_author === "bot" && row.issue;
  const speaker = !issue && row.last_author && row.last_author !== "visitor" ? row.last_author : undefined;
  return (
    <Link
      to="/w/$slug/inbox/$view/$conversation"
      params={{ slug, view, conversation: row.id }}
      className={css.row}
      aria-current={selected ? "true" : undefined}
      data-unread={row.unread || undefined}
      data-row
      onKeyDown={onKeyDown}
    >
      <Avatar id={row.visitor_id} name={row.visitor_name || "?"} size={32} badge={<StageDot stage={row.stage} />} />
      <span className={css.body}>
        <span className={css.line}>
          <span className={css.name}>{name}</span>
          <span className={css.hidden}>{t(`stage.${row.stage}`)}</span>
          <time className={css.age} dateTime={since}>
            {times.age(since, now)}
          </time>
        </span>
        <span className={css.line}>
          <span className={css.preview} lang={row.lang}>
            {speaker && (
              <span className={css.speaker} lang={i18n.language}>
                {t(`speaker.${speaker}`)}
              </span>
            )}
            {plain(issue || row.preview)}
          </span>
          <Signals row={row} />
        </span>
      </span>
    </Link>
  );
}

/** Only what is not normal: a list where every row blinks says nothing. */
function Signals({ row }: { row: ListRow }) {
  const { t } = useTranslation();
  const Priority = row.priority >= 2 ? ChevronsUp : ChevronUp;
  return (
    <span className={css.signals}>
      {row.intent && <span className={css.intent}>{row.intent}</span>}
      {row.snoozed_until && <Moon size={14} role="img" aria-label={t("row.snoozed")} />}
      {row.agent_gone_since && <UserRoundX size={14} className={css.left} role="img" aria-label={t("row.left", { name: row.agent_name ?? "" })} />}
      {row.mentioned && <AtSign size={14} className={css.mentioned} role="img" aria-label={t("row.mentioned")} />}
      {row.priority >= 1 && <Priority size={16} className={css.priority} role="img" aria-label={t("row.priority", { priority: row.priority })} />}
      {moodStands(row.mood?.label) && <MoodGlyph label={row.mood.label} />}
      {row.assignment && <Deadline until={row.assignment.expires_at} span={assignmentSpan} label={t("row.deadline")} />}
      {row.deadline && !row.assignment && <Due due={row.deadline} />}
      {row.unread && !row.assignment && <span className={css.unread} role="img" aria-label={t("row.unread")} />}
    </span>
  );
}
