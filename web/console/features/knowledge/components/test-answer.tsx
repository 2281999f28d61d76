import { CircleCheck, CircleHelp } from "lucide-react";
import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TestResult } from "@console/shared/api/types";
import { Markdown } from "@console/shared/ui/markdown";
import css from "./test-box.module.css";

/** What the bot would say, and how sure it is against what is asked of it. */
export function TestAnswer({ result }: { result: TestResult }) {
  const { t, i18n } = useTranslation();
  const percent = (share: number) => new Intl.NumberFormat(i18n.language, { style: "percent" }).format(share);
  const milliseconds = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 0 }).format(result.took_ms);
  const citations = useMemo(() => new Map(result.sources.map((source) => [source.number, (number: number): ReactNode => <sup className={css.cite}>{number}</sup>])), [result.sources]);
  const Icon = result.answered ? CircleCheck : CircleHelp;
  return (
    <section className={css.answer} data-answered={result.answered || undefined} aria-label={t("test.answer")}>
      <p className={css.verdict}>
        <Icon size={16} aria-hidden />
        {t(result.answered ? "test.answered" : "test.unanswered")}
        <span className={css.took}>{t("test.took", { milliseconds })}</span>
      </p>
      {result.answer && <Markdown text={result.answer} citations={citations} />}
      <div className={css.meter} role="img" aria-label={t("test.confidence", { confidence: percent(result.confidence), threshold: percent(result.threshold) })}>
        <span className={css.fill} style={{ transform: `scaleX(${result.confidence})` }} />
        <span className={css.mark} style={{ insetInlineStart: percent(result.threshold) }} />
      </div>
      <p className={css.meterText}>{t("test.confidence", { confidence: percent(result.confidence), threshold: percent(result.threshold) })}</p>
      {result.sources.length > 0 && (
        <ol className={css.sources}>
          {result.sources.map((source) => (
            <li key={source.number}>
              <span className={css.number}>{source.number}</span>
              <span>{source.section ? t("test.source", { title: source.title, section: source.section }) : source.title}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
