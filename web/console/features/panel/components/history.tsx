import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { HistoryRow } from "@console/shared/api/types";
import { useTimes } from "@console/shared/i18n/times";
import { plain } from "@console/shared/ui/plain";
import { StageDot } from "@console/shared/ui/stage";
import { useNow } from "@console/shared/ui/use-now";
import css from "./visitor.module.css";

export function History({ history }: { history: readonly HistoryRow[] }) {
  const { t } = useTranslation();
  const times = useTimes();
  const now = useNow();
  const { slug = "", view = "all" } = useParams({ strict: false });
  if (history.length === 0) return <p className={css.none}>{t("history.none")}</p>;
  return (
    <ul className={css.history}>
      {history.map((row) => (
        <li key={row.id}>
          <Link to="/w/$slug/inbox/$view/$conversation" params={{ slug, view, conversation: row.id }} className={css.earlier}>
            <StageDot stage={row.stage} />
            <span className={css.preview}>{plain(row.preview)}</span>
            <time className={css.aside} dateTime={row.last_at}>
              {times.age(row.last_at, now)}
            </time>
          </Link>
        </li>
      ))}
    </ul>
  );
}
