import { Button, Textarea } from "@mantine/core";
import { CornerDownLeft, FlaskConical } from "lucide-react";
import { useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { composing } from "@console/shared/actions/chord";
import { isProblem } from "@console/shared/api/client";
import { EmptyState } from "@console/shared/ui/empty-state";
import { Markdown } from "@console/shared/ui/markdown";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { usePreview, type BotSettings, type Preview } from "../api/bot";
import css from "./bot.module.css";

/** Asks as a visitor would, under the settings of the form, before anybody else meets them. */
export function PreviewBox({ settings }: { settings: BotSettings }) {
  const { t } = useTranslation("bot");
  const [question, setQuestion] = useState("");
  const preview = usePreview();
  const ask = () => {
    if (question.trim()) preview.mutate({ question: question.trim(), settings });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || composing(event.nativeEvent)) return;
    event.preventDefault();
    ask();
  };
  const { data, error, isPending } = preview;
  return (
    <aside className={css.preview} aria-label={t("preview_title")}>
      <form
        className={css.ask}
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <h2 className={css.heading}>{t("preview_title")}</h2>
        <p className={css.text}>{t("preview_text")}</p>
        <Textarea autosize minRows={2} maxRows={5} maxLength={2000} value={question} onChange={(event) => setQuestion(event.currentTarget.value)} onKeyDown={onKeyDown} aria-label={t("preview_question")} placeholder={t("preview_hint")} />
        <Button type="submit" size="xs" loading={isPending} disabled={!question.trim()} rightSection={<CornerDownLeft size={14} aria-hidden />} className={css.end}>
          {t("preview_ask")}
        </Button>
      </form>
      <div aria-live="polite">
        {isPending && <SkeletonLines lines={4} />}
        {error && (
          <p className={css.failed} role="alert">
            {isProblem(error) && error.title ? error.title : t("preview_failed")}
          </p>
        )}
        {data && !isPending && <Said preview={data} />}
        {!data && !error && !isPending && (
          <EmptyState icon={FlaskConical} title={t("preview_empty")}>
            {t("preview_empty_text")}
          </EmptyState>
        )}
      </div>
    </aside>
  );
}

function Said({ preview }: { preview: Preview }) {
  const { t, i18n } = useTranslation("bot");
  const citations = useMemo(() => new Map(preview.sources.map((source) => [source.number, (number: number): ReactNode => <sup className={css.cite}>{number}</sup>])), [preview.sources]);
  const milliseconds = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 0 }).format(preview.took_ms);
  return (
    <div className={css.said}>
      <p className={css.verdict} data-outcome={preview.outcome}>
        {t(`outcome_${preview.outcome}`)}
        <span className={css.took}>{t("preview_took", { milliseconds })}</span>
      </p>
      {preview.answer ? <Markdown text={preview.answer} citations={citations} /> : <p className={css.text}>{t("preview_person")}</p>}
      <ul className={css.notes}>
        {preview.refused && <li>{t("preview_refused", { topic: preview.refused })}</li>}
        {preview.mode === "model" && <li>{t("preview_model", { model: preview.model ?? "" })}</li>}
        {preview.mode === "extractive" && <li>{t("preview_extractive")}</li>}
        {preview.fallback && <li>{t("preview_fallback", { why: t(`failure_${preview.fallback}` as "failure_slow", { defaultValue: preview.fallback }) })}</li>}
        {Object.keys(preview.masked ?? {}).length > 0 && <li>{t("preview_masked")}</li>}
        {preview.sources.map((source) => (
          <li key={source.number}>{t("preview_source", { number: source.number, title: source.title })}</li>
        ))}
      </ul>
    </div>
  );
}
