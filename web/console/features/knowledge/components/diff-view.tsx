import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { hunksOf } from "../diff";
import css from "./diff.module.css";

/** Two states of a text in one: what went is struck through, what came is underlined, beside their colours. */
export function DiffView({ before, after, lang }: { before: string; after: string; lang: string }) {
  const { t } = useTranslation();
  const hunks = useMemo(() => hunksOf(before, after, lang), [before, after, lang]);
  if (before === after) return <p className={css.equal}>{t("revisions.equal")}</p>;
  return (
    <div className={css.diff} lang={lang}>
      {hunks.map((hunk, at) => {
        if (hunk.kind === "hidden") return <p key={at} className={css.hidden}>{t("revisions.hidden", { count: hunk.lines })}</p>;
        if (hunk.kind === "same") return <p key={at} className={css.same}>{hunk.text}</p>;
        return (
          <p key={at} className={css.changed}>
            {hunk.pieces.map((piece, of) => {
              if (piece.kind === "added") return <ins key={of}>{piece.text}</ins>;
              return piece.kind === "removed" ? <del key={of}>{piece.text}</del> : <span key={of}>{piece.text}</span>;
            })}
          </p>
        );
      })}
    </div>
  );
}
