import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { TestHit, TestResult } from "@console/shared/api/types";
import css from "./test-box.module.css";

/** What was found, in order, with the parts of each score and why something was left out. */
export function Ranking({ result }: { result: TestResult }) {
  const { t } = useTranslation();
  if (result.ranking.length === 0) return <p className={css.none}>{t("test.nothing")}</p>;
  return (
    <section aria-label={t("test.ranking")}>
      <h3 className={css.subtitle}>{t("test.ranking")}</h3>
      <ol className={css.ranking}>
        {result.ranking.map((hit) => (
          <Hit key={`${hit.article_id}-${hit.section}`} hit={hit} />
        ))}
      </ol>
    </section>
  );
}

function Hit({ hit }: { hit: TestHit }) {
  const { t, i18n } = useTranslation();
  const { slug = "" } = useParams({ strict: false });
  const number = (value: number) => new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
  const parts = Object.entries(hit.scores).sort(([, one], [, other]) => other - one);
  return (
    <li className={css.hit} data-left-out={hit.left_out ? true : undefined}>
      <p className={css.hitHead}>
        <Link to="/w/$slug/knowledge/$article" params={{ slug, article: hit.article_id }} className={css.hitTitle} lang={hit.lang}>
          {hit.title}
        </Link>
        <span className={css.score}>{number(hit.score)}</span>
      </p>
      {hit.section && <p className={css.section} lang={hit.lang}>{hit.section}</p>}
      <p className={css.passage} lang={hit.lang}>
        {hit.passage}
      </p>
      <ul className={css.parts}>
        {parts.map(([name, value]) => (
          <li key={name}>
            <span>{t(`signal.${name}` as "signal.lexical", { defaultValue: name })}</span> {number(value)}
          </li>
        ))}
      </ul>
      {hit.left_out && <p className={css.leftOut}>{t("test.left_out", { reason: t(`left_out.${hit.left_out}` as "left_out.low_score", { defaultValue: hit.left_out }) })}</p>}
    </li>
  );
}
