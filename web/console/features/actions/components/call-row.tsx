import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { useWorkspace } from "@console/shared/session/session";
import type { Call } from "../api/actions";
import css from "./actions.module.css";

/** One call: what came of it, who asked, with which values. */
export function CallRow({ call }: { call: Call }) {
  const { t } = useTranslation("actions");
  const times = useTimes();
  const { slug } = useWorkspace();
  const by = t(`by_${call.by}`);
  const values = Object.entries(call.inputs).map(([name, value]) => `${name} = ${value}`);
  const bad = call.outcome === "failed" || call.outcome === "unknown" || call.outcome === "refused";
  return (
    <li className={css.row}>
      <div className={css.head}>
        <code className={css.name}>{call.name}</code>
        <span className={css.meta} data-good={call.outcome === "done" || undefined} data-bad={bad || undefined}>
          {t(`outcome_${call.outcome}`)}
          {call.reason && `: ${t(`reason_${call.reason}` as "reason_slow", { defaultValue: call.reason })}`}
        </span>
        <span className={css.grow} />
        <time className={css.meta} dateTime={call.at}>
          {times.full(call.at)}
        </time>
      </div>
      {values.length > 0 && <p className={css.text}>{values.join(", ")}</p>}
      <p className={css.meta}>
        {[call.agent ? t("by_name", { by, name: call.agent }) : by, call.confirmed_by && t(`confirmed_${call.confirmed_by}`), call.status ? t("try_status", { status: call.status }) : "", call.took_ms > 0 ? t("try_took", { took: call.took_ms }) : ""].filter(Boolean).join(" · ")}
        {call.conversation_id && (
          <>
            {" · "}
            <Link to="/w/$slug/inbox/$view/$conversation" params={{ slug, view: "all", conversation: call.conversation_id }} className={css.link}>
              {t("conversation", { number: call.number ?? 0 })}
            </Link>
          </>
        )}
      </p>
    </li>
  );
}
