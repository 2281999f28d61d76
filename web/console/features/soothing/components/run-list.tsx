import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { HeartHandshake } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { useWorkspace } from "@console/shared/session/session";
import { EmptyState } from "@console/shared/ui/empty-state";
import { Loaded } from "@console/shared/ui/settings-frame";
import { useRuns, type Soothing } from "../api/soothing";
import css from "./soothing.module.css";

/** What was given to whom, or why nothing was. */
export function RunList() {
  const { t } = useTranslation("soothing");
  const runs = useRuns();
  return (
    <Loaded query={runs} failed={t("runs_failed")} lines={4}>
      {({ pages }) => (
        <>
          {pages[0]?.runs.length === 0 && (
            <EmptyState icon={HeartHandshake} title={t("runs_none")}>
              {t("runs_none_text")}
            </EmptyState>
          )}
          <ol>
            {pages.flatMap((page) => page.runs).map((run) => (
              <Row key={run.id} run={run} />
            ))}
          </ol>
          {runs.hasNextPage && (
            <Button size="xs" variant="default" my={12} loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
              {t("more")}
            </Button>
          )}
        </>
      )}
    </Loaded>
  );
}

function Row({ run }: { run: Soothing }) {
  const { t } = useTranslation("soothing");
  const { slug } = useWorkspace();
  const times = useTimes();
  const name = run.visitor_name || t("somebody");
  return (
    <li className={css.run}>
      <span>
        {run.conversation_id ? (
          <Link to="/w/$slug/inbox/$view/$conversation" params={{ slug, view: "all", conversation: run.conversation_id }} className={css.who}>
            {t("run_who", { name, number: run.number })}
          </Link>
        ) : (
          <span className={css.hint}>{t("erased")}</span>
        )}
        <span className={css.hint}>{t("run_meta", { at: times.full(run.at), anger: Math.round(run.anger * 100) })}</span>
      </span>
      {run.code ? (
        <code className={css.code} translate="no">
          {run.code}
        </code>
      ) : (
        <span className={css.hint}>{t(`withheld_${run.withheld ?? "off"}`)}</span>
      )}
    </li>
  );
}
