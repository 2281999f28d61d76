import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { PairList } from "@console/features/curation/components/pair-list";
import { setTitle } from "@console/shared/state/title";
import { KnowledgeNav } from "@console/shared/ui/knowledge-nav";
import css from "./curation-page.module.css";

/** Duplicates and contradictions of the whole library. */
export function OverlapsPage() {
  const { t } = useTranslation("curation");
  const title = t("pairs.title");
  useEffect(() => setTitle(title), [title]);
  return (
    <div className={css.page}>
      <div className={css.sheet}>
        <KnowledgeNav here="overlaps" />
        <h1 className={css.title}>{title}</h1>
        <p className={css.lead}>{t("pairs.lead")}</p>
        <PairList />
      </div>
    </div>
  );
}
