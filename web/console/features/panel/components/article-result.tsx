import { Link, useParams } from "@tanstack/react-router";
import { CornerDownLeft, ExternalLink, Lock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { insertText } from "@console/shared/state/desk";
import { IconButton } from "@console/shared/ui/icon-button";
import css from "./articles.module.css";

export interface Result {
  id: string;
  title: string;
  section: string;
  passage: string;
  score: number;
  internal: boolean;
}

export function ArticleResult({ result, conversation }: { result: Result; conversation: string }) {
  const { t, i18n } = useTranslation();
  const { slug = "" } = useParams({ strict: false });
  const [open, setOpen] = useState(false);
  const score = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(result.score);
  return (
    <li className={css.result}>
      <button type="button" className={css.summary} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={css.title}>
          {result.internal && <Lock size={12} role="img" aria-label={t("suggestion.internal")} className={css.lock} />}
          {result.title}
        </span>
        <span className={css.score}>{score}</span>
      </button>
      {open && (
        <div className={css.detail}>
          {result.section && <p className={css.section}>{result.section}</p>}
          <p className={css.passage}>{result.passage}</p>
          <div className={css.actions}>
            {!result.internal && <IconButton icon={CornerDownLeft} label={t("articles.insert")} onClick={() => insertText(conversation, result.passage)} />}
            <Link to="/w/$slug/knowledge/$article" params={{ slug, article: result.id }} className={css.open}>
              <ExternalLink size={14} aria-hidden />
              {t("source.open")}
            </Link>
          </div>
        </div>
      )}
    </li>
  );
}
