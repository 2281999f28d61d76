import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "@console/shared/session/session";
import type { FlowRow } from "../api/flows";
import css from "./flows.module.css";

/** Every flow with whether visitors meet it and what became of those who did. */
export function FlowList({ flows }: { flows: readonly FlowRow[] }) {
  const { t } = useTranslation("flows");
  const { slug } = useWorkspace();
  return (
    <ul className={css.list}>
      {flows.map((flow) => (
        <li key={flow.id}>
          <Link to="/w/$slug/settings/flows/$flow" params={{ slug, flow: flow.id }} className={css.row}>
            <span className={css.grow}>
              <span className={css.name}>{flow.name}</span>
              <span className={css.meta}>
                {t("row_steps", { count: flow.steps })}
                {flow.runs > 0 && ` · ${t("row_runs", { runs: flow.runs, ended: flow.ended, handed: flow.handed_over })}`}
              </span>
            </span>
            <Status flow={flow} />
            <ChevronRight size={16} aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function Status({ flow }: { flow: { live?: number; published: boolean } }) {
  const { t } = useTranslation("flows");
  const state = !flow.live ? "draft" : flow.published ? "live" : "changed";
  return (
    <span className={css.status} data-state={state}>
      {t(`status_${state}`, { number: flow.live ?? 0 })}
    </span>
  );
}
