import { SegmentedControl } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { useWorkspace } from "@console/shared/session/session";
import { Loaded } from "@console/shared/ui/settings-frame";
import { useRatings } from "../api/deadlines";
import css from "./deadlines.module.css";

/** What visitors made of conversations: the figures by agent, and what they added in words. */
export function Ratings() {
  const { t, i18n } = useTranslation("deadlines");
  const { slug } = useWorkspace();
  const times = useTimes();
  const [days, setDays] = useState(30);
  const report = useRatings(days);
  const mean = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <section className={css.fields} aria-label={t("ratings")}>
      <div className={css.tools}>
        <h2 className={css.heading}>{t("ratings")}</h2>
        <SegmentedControl size="xs" aria-label={t("days")} value={String(days)} onChange={(value) => setDays(Number(value))} data={[7, 30, 90].map((value) => ({ value: String(value), label: t("last_days", { count: value }) }))} />
      </div>
      <p className={css.hint}>{t("ratings_hint")}</p>
      <Loaded query={report} failed={t("failed")} failedText={t("failed_text")}>
        {({ agents, words }) =>
          agents.length === 0 ? (
            <p className={css.hint}>{t("ratings_none")}</p>
          ) : (
            <>
              {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- wider than a phone: it scrolls by itself, by keyboard too */}
              <div className={css.scroll} tabIndex={0} role="region" aria-label={t("ratings")}>
                <table className={css.table}>
                  <thead>
                    <tr>
                      {(["ratings_who", "ratings_mean", "ratings_given", "ratings_good", "ratings_bad"] as const).map((head) => (
                        <th key={head} scope="col">
                          {t(head)}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {agents.map((one) => (
                      <tr key={one.agent_id ?? ""}>
                        <th scope="row">{one.name ?? t("ratings_bot_alone")}</th>
                        <td>{mean.format(one.mean)}</td>
                        <td>{one.given}</td>
                        <td>{one.good}</td>
                        <td>{one.bad > 0 ? <span className={css.bad}>{one.bad}</span> : 0}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              {words.length > 0 && (
                <ul className={css.list} aria-label={t("ratings_words")}>
                  {words.map((one) => (
                    <li key={one.conversation_id}>
                      <Link to="/w/$slug/inbox/$view/$conversation" params={{ slug, view: "all", conversation: one.conversation_id }} className={css.line} style={{ textDecoration: "none" }}>
                        <span className={css.who}>
                          <span className={css.name}>{t("ratings_word", { score: one.score, comment: one.comment })}</span>
                          <span className={css.meta}>#{one.number}</span>
                        </span>
                        <span>{one.name ?? t("ratings_bot_alone")}</span>
                        <span className={css.meta}>{times.date(one.at)}</span>
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  );
}
