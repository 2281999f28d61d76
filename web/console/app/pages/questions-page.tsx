import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useQuestionSets } from "@console/features/curation/api/questions";
import { KnowledgeNav } from "@console/shared/ui/knowledge-nav";
import { Report } from "@console/features/curation/components/report";
import { SetDetail } from "@console/features/curation/components/set-detail";
import { SetList } from "@console/features/curation/components/set-list";
import { setTitle } from "@console/shared/state/title";
import css from "./curation-page.module.css";

function Sheet({ title, lead, up, children }: { title: string; lead?: string; up?: ReactNode; children: ReactNode }) {
  useEffect(() => setTitle(title), [title]);
  return (
    <div className={css.page}>
      <div className={css.sheet}>
        <KnowledgeNav here="questions" />
        {up}
        <h1 className={css.title}>{title}</h1>
        {lead && <p className={css.lead}>{lead}</p>}
        {children}
      </div>
    </div>
  );
}

/** Saved sets of questions. */
export function QuestionsPage() {
  const { t } = useTranslation("curation");
  return (
    <Sheet title={t("nav.questions")} lead={t("questions.lead")}>
      <SetList />
    </Sheet>
  );
}

const useName = (set: string) => useQuestionSets().data?.find((one) => one.id === set)?.name ?? "";

/** One set: ask it, its runs, its questions. */
export function QuestionSetPage() {
  const { t } = useTranslation("curation");
  const { slug = "", set = "" } = useParams({ strict: false });
  const { article } = useSearch({ strict: false }) as { article?: string };
  const name = useName(set);
  return (
    <Sheet
      title={name || t("nav.questions")}
      up={
        <Link to="/w/$slug/knowledge/questions" params={{ slug }} className={css.up}>
          <ChevronLeft size={14} aria-hidden />
          {t("nav.questions")}
        </Link>
      }
    >
      <SetDetail set={set} name={name} article={article} />
    </Sheet>
  );
}

/** One run, by question. */
export function ReportPage() {
  const { t } = useTranslation("curation");
  const { slug = "", set = "", run = "" } = useParams({ strict: false });
  const { against } = useSearch({ strict: false }) as { against?: string };
  const navigate = useNavigate();
  const name = useName(set);
  return (
    <Sheet
      title={t("report.title")}
      up={
        <Link to="/w/$slug/knowledge/questions/$set" params={{ slug, set }} className={css.up}>
          <ChevronLeft size={14} aria-hidden />
          {name || t("nav.questions")}
        </Link>
      }
    >
      <Report set={set} run={run} against={against} onAgainst={(other) => void navigate({ to: "/w/$slug/knowledge/questions/$set/$run", params: { slug, set, run }, search: { against: other } })} />
    </Sheet>
  );
}
