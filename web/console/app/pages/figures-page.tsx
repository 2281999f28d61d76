import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { FeedbackCard } from "@console/features/curation/components/feedback-card";
import { FiguresTable } from "@console/features/curation/components/figures-table";
import { KnowledgeNav } from "@console/shared/ui/knowledge-nav";
import { useMay } from "@console/shared/session/session";
import { setTitle } from "@console/shared/state/title";
import css from "./curation-page.module.css";

/** A figure per article, and what outcomes may do to the ranking. */
export function FiguresPage() {
  const { t } = useTranslation("curation");
  const mayEdit = useMay("editKnowledge");
  const title = t("nav.figures");
  useEffect(() => setTitle(title), [title]);
  return (
    <div className={css.page}>
      <div className={css.sheet}>
        <KnowledgeNav here="figures" />
        <h1 className={css.title}>{title}</h1>
        <p className={css.lead}>{t("figures.lead")}</p>
        <FeedbackCard mayEdit={mayEdit} />
        <FiguresTable mayEdit={mayEdit} />
      </div>
    </div>
  );
}
