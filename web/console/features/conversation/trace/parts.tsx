import { Link } from "@tanstack/react-router";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { listed } from "@shared/text/listed";
import { textIn } from "@shared/text/text-in";
import { useWorkspace } from "@console/shared/session/session";
import type { Turn } from "../api/get-turn";
import { articlesOf } from "./articles";
import css from "./trace.module.css";
import { useFigures } from "./use-figures";
import { nameOf, Values } from "./values";

export const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={css.part} aria-label={title}>
    <h3 className={css.heading}>{title}</h3>
    {children}
  </section>
);

/** Which way the turn went, the rule that fired, and the signals it was made from. */
export function Decided({ turn }: { turn: Turn }) {
  const { t } = useTranslation("trace");
  const { percent, dollars } = useFigures();
  const { decision } = turn;
  return (
    <Part title={t("decision")}>
      <p>{t(`kind_${decision.kind}`)}</p>
      <dl className={css.pairs}>
        <dt>{t("rule")}</dt>
        <dd>
          {decision.rule_name ? t("quoted", { title: decision.rule_name }) : <code>{decision.rule}</code>}
        </dd>
        {turn.intent && (
          <>
            <dt>{t("intent")}</dt>
            <dd>{t(turn.intent.taken ? "intent_taken" : "intent_unsure", { name: turn.intent.name, sure: percent(turn.intent.confidence) })}</dd>
          </>
        )}
        {decision.quote && (
          <>
            <dt>{t("evidence")}</dt>
            <dd>{t("quoted", { title: decision.quote })}</dd>
          </>
        )}
        {turn.follow_up && (
          <>
            <dt>{t("follow_up")}</dt>
            <dd>{turn.rewritten ? t("rewritten", { question: turn.rewritten }) : turn.rewrite_failure ? t("rewrite_failed", { why: t(`failure_${turn.rewrite_failure}` as "failure_slow", { defaultValue: turn.rewrite_failure }) }) : t("follow_up_text")}</dd>
          </>
        )}
        {turn.person && (
          <>
            <dt>{t("person")}</dt>
            <dd>
              {turn.person.failure ? t("person_failed", { why: t(`failure_${turn.person.failure}` as "failure_slow", { defaultValue: turn.person.failure }) }) : t(turn.person.wanted ? "person_yes" : "person_no")}
              {turn.person.cost_micros > 0 && <> · {dollars(turn.person.cost_micros)}</>}
            </dd>
          </>
        )}
        {turn.settings !== undefined && (
          <>
            <dt>{t("settings")}</dt>
            <dd>{t("version", { number: turn.settings })}</dd>
          </>
        )}
      </dl>
      {turn.signals.length > 0 && (
        <ul className={css.signals} aria-label={t("signals")}>
          {turn.signals.map((signal) => (
            <li key={signal.name} className={css.signal}>
              <span>{t(`signal_${signal.name}` as "signal_anger", { defaultValue: signal.name })}</span>
              <span className={css.bar} aria-hidden>
                <span style={{ transform: `scaleX(${Math.min(1, signal.value)})` }} />
              </span>
              <span className={css.figure}>{percent(signal.value)}</span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

/** The step of a guided flow that the turn took. */
export function Guided({ turn }: { turn: Turn }) {
  const { t, i18n } = useTranslation("trace");
  const { slug } = useWorkspace();
  const { flow } = turn;
  if (!flow) return null;
  const all = (names: string[]) => listed(names, i18n.language);
  const titleOf = (call: (typeof flow.called)[number]) => textIn(call.title, i18n.language) || call.action;
  const rows: [string, string | undefined][] = [
    [t("flow_cause"), flow.cause && t(`flow_cause_${flow.cause}`)],
    [t("flow_from"), flow.from],
    [t("flow_step"), `${flow.step} (${t(`flow_status_${flow.status}`)})`],
    [t("flow_filled"), all(flow.filled.map((value) => nameOf(value, i18n.language)))],
    [t("flow_called"), all(flow.called.map((call) => t(call.waits ? "flow_call_waits" : call.ok ? "flow_call_ok" : "flow_call_failed", { name: titleOf(call) })))],
  ];
  return (
    <Part title={t("flow")}>
      <Link to="/w/$slug/settings/flows/$flow" params={{ slug, flow: flow.id }} className={css.link}>
        {t("flow_named", { name: flow.name, number: flow.version })}
      </Link>
      <dl className={css.pairs}>
        {rows.map(([name, value]) => value && <Pair key={name} name={name} value={value} />)}
      </dl>
      {flow.called.map((call, at) => (
        <Values key={at} title={t("flow_results", { name: titleOf(call) })} values={call.results} />
      ))}
    </Part>
  );
}

const Pair = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);

/** What the search found, in its order, and how sure that makes the bot. */
export function Found({ turn }: { turn: Turn }) {
  const { t, i18n } = useTranslation("trace");
  const { percent, score } = useFigures();
  const { slug } = useWorkspace();
  if (turn.small_talk) return null;
  return (
    <Part title={t("retrieval")}>
      <p>{t("sure", { sure: percent(turn.sure), threshold: percent(turn.threshold), confidence: percent(turn.confidence) })}</p>
      {turn.retrieval.length === 0 && <p className={css.meta}>{t("found_none")}</p>}
      <ol className={css.found}>
        {articlesOf(turn.retrieval).map((one) => (
          <li key={one.id} className={css.passage} data-cited={one.cited || undefined}>
            <span className={css.grow}>
              <Link to="/w/$slug/knowledge/$article" params={{ slug, article: one.id }} className={css.link}>
                {one.title}
              </Link>
              <span className={css.meta}>{one.sections.length > 0 ? listed(one.sections, i18n.language) : t("passages", { count: one.passages })}</span>
            </span>
            {one.cited && (
              <span className={css.cited}>
                <Check size={12} aria-hidden />
                {t("cited")}
              </span>
            )}
            <span className={css.figure}>{score(one.score)}</span>
          </li>
        ))}
      </ol>
    </Part>
  );
}

/** Where the time went. */
export function Times({ turn }: { turn: Turn }) {
  const { t } = useTranslation("trace");
  const { seconds } = useFigures();
  const longest = Math.max(1, ...turn.steps.map((step) => step.took_ms));
  return (
    <Part title={t("times")}>
      <ul className={css.signals}>
        {turn.steps.map((step) => (
          <li key={step.name} className={css.signal}>
            <span>{t(`step_${step.name}`)}</span>
            <span className={css.bar} aria-hidden>
              <span style={{ transform: `scaleX(${step.took_ms / longest})` }} />
            </span>
            <span className={css.figure}>{seconds(step.took_ms)}</span>
          </li>
        ))}
      </ul>
      {turn.first_text_ms > 0 && <p className={css.meta}>{t("first_text", { took: seconds(turn.first_text_ms) })}</p>}
    </Part>
  );
}
