import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";
import { useReplay, type Change, type House, type Replay } from "../api/rules";
import { useWhy } from "../use-why";
import css from "./decisions.module.css";

/** Decides the last month's turns again under the rules of the form, and lists what would have changed. */
export function ReplayBox({ house }: { house: House }) {
  const { t } = useTranslation("decisions");
  const replay = useReplay();
  const { data, error } = replay;
  return (
    <section className={css.box} aria-label={t("replay_title")}>
      <h2 className={css.heading}>{t("replay_title")}</h2>
      <p className={css.text}>{t("replay_text")}</p>
      <Button size="xs" variant="default" className={css.end} loading={replay.isPending} onClick={() => replay.mutate(house)}>
        {t("replay_run")}
      </Button>
      <div aria-live="polite">
        {error && <p className={css.failed}>{isProblem(error) && error.title ? error.title : t("failed_text")}</p>}
        {data && <Outcome replay={data} house={house} />}
      </div>
    </section>
  );
}

function Outcome({ replay, house }: { replay: Replay; house: House }) {
  const { t } = useTranslation("decisions");
  const changed = replay.turns - replay.same;
  return (
    <div className={css.replay}>
      <p className={css.figure}>{replay.turns === 0 ? t("replay_none") : changed === 0 ? t("replay_same", { count: replay.turns }) : t("replay_changed", { count: changed, of: replay.turns })}</p>
      {replay.turns > 0 && <p className={css.meta}>{t("replay_reproduced", { count: replay.reproduced, of: replay.turns })}</p>}
      {replay.reproduced < replay.turns && <p className={css.meta}>{t("replay_older", { count: replay.turns - replay.reproduced })}</p>}
      {replay.unread > 0 && <p className={css.meta}>{t("replay_unread", { count: replay.unread })}</p>}
      <ul className={css.ways}>
        {replay.changes.map(({ from, to, count }) => (
          <li key={from + to} className={css.way}>
            <span className={css.kind} data-kind={from}>
              {t(`kind_${from}`)}
            </span>
            {from === to ? (
              <span className={css.meta}>{t("other_reason")}</span>
            ) : (
              <>
                <ArrowRight size={12} aria-label={t("becomes")} />
                <span className={css.kind} data-kind={to}>
                  {t(`kind_${to}`)}
                </span>
              </>
            )}
            <span className={css.count}>{count}</span>
          </li>
        ))}
      </ul>
      <ol className={css.changes}>
        {replay.listed.map((change) => (
          <ChangeRow key={change.decision_id} change={change} house={house} />
        ))}
      </ol>
    </div>
  );
}

function ChangeRow({ change, house }: { change: Change; house: House }) {
  const { t } = useTranslation("decisions");
  const { slug } = useWorkspace();
  const why = useWhy(house.rules);
  const told = ({ kind, reason, rule }: Change["was"]) => t("way_why", { way: t(`kind_${kind as "answer"}`), why: why(reason, rule) });
  return (
    <li className={css.change}>
      <Link to="/w/$slug/inbox/$view/$conversation" params={{ slug, view: "all", conversation: change.conversation_id }} className={css.said}>
        {change.said || t("words_gone")}
      </Link>
      <span className={css.meta}>
        {t("was_now", { was: told(change.was), now: told(change.now) })}
      </span>
    </li>
  );
}
