import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useBinding } from "@console/shared/actions/use-actions";
import { Deadline } from "@console/shared/ui/deadline";
import { Kbd } from "@console/shared/ui/kbd";
import { MoodGlyph, moodStands } from "@console/shared/ui/mood";
import { plain } from "@console/shared/ui/plain";
import { useVisitorName } from "@console/shared/ui/visitor-name";
import type { Assigned } from "../api/get-assignments";
import css from "./assignments.module.css";

interface Props {
  row: Assigned;
  busy: boolean;
  /** The shortcut accepts this one. */
  first: boolean;
  onAccept(): void;
  onDecline(): void;
}

/** How long the queue leaves an assignment with one agent, in seconds: what a full ring means. */
const span = 45;

export function AssignmentCard({ row, busy, first, onAccept, onDecline }: Props) {
  const { t } = useTranslation();
  const { slug = "" } = useParams({ strict: false });
  const name = useVisitorName()(row);
  const chord = useBinding("accept");
  // The bot's last word is its farewell, the same on every card.
  const about = row.issue || (row.last_author === "visitor" ? row.preview : "");
  const reasons = [row.reason_before, row.reason].filter((why) => !!why).map((why) => t(`reason.${why}` as "reason.anger", { defaultValue: why }));
  return (
    <li className={css.card}>
      <div className={css.head}>
        <span className={css.title}>{t("assignment.title")}</span>
        {moodStands(row.mood?.label) && <MoodGlyph label={row.mood.label} />}
        <Deadline until={row.assignment.expires_at} span={span} label={t("row.deadline")} />
      </div>
      <Link to="/w/$slug/inbox/$view/$conversation" params={{ slug, view: "waiting", conversation: row.id }} className={css.name}>
        {name}
      </Link>
      {about && (
        <p className={css.preview} lang={row.lang}>
          {plain(about)}
        </p>
      )}
      {reasons.length > 0 && <p className={css.reason}>{reasons.join(" · ")}</p>}
      <div className={css.buttons}>
        <Button size="xs" onClick={onAccept} loading={busy} rightSection={first && <Kbd chord={chord} subtle />} className={css.accept}>
          {t("action.accept")}
        </Button>
        <Button size="xs" variant="subtle" onClick={onDecline} disabled={busy}>
          {t("action.decline")}
        </Button>
      </div>
    </li>
  );
}
