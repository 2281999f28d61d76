import { useTranslation } from "react-i18next";
import { Markdown } from "@console/shared/ui/markdown";
import { useTitles } from "../api/articles";
import type { AnswerResult, ReportRow, SetQuestion } from "../api/questions";
import css from "./questions.module.css";

/** One question with its answer before and after; opened, the answers themselves. */
export function ReportEntry({ row, alone }: { row: ReportRow; alone: boolean }) {
  const { t } = useTranslation("curation");
  const titleOf = useTitles();
  return (
    <details className={css.entry} data-change={row.change}>
      <summary className={css.summary}>
        <span className={css.questionText} lang={row.question.lang}>
          {row.question.question}
        </span>
        <span className={css.move}>
          {row.before && (
            <>
              <Verdict result={row.before} />
              <span aria-label={t("report.then")}>→</span>
            </>
          )}
          <Verdict result={row.after} />
          {!alone && (
            <span className={css.change} data-change={row.change}>
              {t(`change.${row.change}_word`)}
            </span>
          )}
        </span>
      </summary>
      <p className={css.meta}>{row.question.answerable ? t("question.expects", { article: titleOf(row.question.article) || (row.question.must_contain ?? []).join(", ") }) : t("question.no_answer")}</p>
      <div className={css.answers}>
        {row.before && <Answer label={t("report.before")} result={row.before} question={row.question} />}
        <Answer label={alone ? undefined : t("report.after")} result={row.after} question={row.question} />
      </div>
    </details>
  );
}

function Verdict({ result }: { result: AnswerResult }) {
  const { t } = useTranslation("curation");
  return (
    <span className={css.verdict} data-verdict={result.verdict}>
      {t(`verdict.${result.verdict}`)}
    </span>
  );
}

function Answer({ label, result, question }: { label: string | undefined; result: AnswerResult; question: SetQuestion }) {
  const { t, i18n } = useTranslation("curation");
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" }).format(result.confidence);
  return (
    <section className={css.answer} aria-label={label}>
      {label && <h3 className={css.answerHead}>{label}</h3>}
      <div lang={question.lang}>
        <Markdown text={result.answer} />
      </div>
      {result.articles.length > 0 && <p className={css.meta}>{t("report.cites", { articles: result.articles.join(" · ") })}</p>}
      <p className={css.meta}>{t(!question.article ? "report.confidence" : result.rank > 0 ? "report.rank" : "report.no_rank", { rank: result.rank, percent })}</p>
    </section>
  );
}
