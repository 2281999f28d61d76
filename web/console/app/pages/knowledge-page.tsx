import { SegmentedControl } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Outlet, useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { BookOpenText } from "lucide-react";
import { createContext, useContext, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { TryItems } from "@console/features/curation/components/try-items";
import { useTestQuestion } from "@console/features/knowledge/api/test-question";
import { ArticleList } from "@console/features/knowledge/components/article-list";
import { EditorPage } from "@console/features/knowledge/components/editor-page";
import { TestBox } from "@console/features/knowledge/components/test-box";
import { setTitle } from "@console/shared/state/title";
import { EmptyState } from "@console/shared/ui/empty-state";
import css from "./knowledge-page.module.css";

interface Testing {
  folded: boolean;
  box: React.ReactNode;
  /** The same question again, once something was published. */
  again(): void;
}

const TestingContext = createContext<Testing | undefined>(undefined);

/** List left, editor in the middle, test box right. The question stays while articles come and go. */
export function KnowledgePage() {
  const { t } = useTranslation();
  const { article } = useParams({ strict: false });
  const importing = useLocation({ select: ({ pathname }) => pathname.includes("/knowledge/imports") });
  const folded = useMediaQuery("(max-width: 1199px)", false, { getInitialValueInEffect: false });
  const [question, setQuestion] = useState("");
  const test = useTestQuestion();
  const title = t("knowledge.title");
  useEffect(() => setTitle(title), [title]);

  const testing = useMemo<Testing>(
    () => ({
      folded,
      box: <TestBox test={test} question={question} onQuestion={setQuestion} />,
      again: () => test.variables && test.mutate(test.variables),
    }),
    [folded, test, question],
  );
  return (
    <TestingContext value={testing}>
      <div className={css.knowledge} data-open={article || importing ? true : undefined}>
        <h1 className={css.heading}>{title}</h1>
        <div className={css.list}>
          <ArticleList />
        </div>
        <div className={css.editor}>
          <Outlet />
        </div>
        {!folded && (
          <aside className={css.test} aria-label={t("test.title")}>
            {testing.box}
          </aside>
        )}
      </div>
    </TestingContext>
  );
}

export function ArticlePage() {
  const { t } = useTranslation();
  const { slug = "", article = "" } = useParams({ strict: false });
  const navigate = useNavigate();
  const testing = useContext(TestingContext);
  const [tab, setTab] = useState("edit");
  const tabs = testing?.folded && (
    <SegmentedControl aria-label={t("knowledge.panes")} value={tab} onChange={setTab} data={(["edit", "test"] as const).map((value) => ({ value, label: t(`knowledge.tab_${value}`) }))} />
  );
  return (
    <EditorPage
      article={article}
      onBack={() => void navigate({ to: "/w/$slug/knowledge", params: { slug } })}
      onPublished={() => testing?.again()}
      tabs={tabs}
      menu={(ready) => <TryItems article={article} ready={ready} />}
      instead={testing?.folded && tab === "test" && <div className={css.folded}>{testing.box}</div>}
    />
  );
}

export function NoArticle() {
  const { t } = useTranslation();
  return (
    <div className={css.nothing}>
      <EmptyState icon={BookOpenText} title={t("knowledge.choose")}>
        {t("knowledge.choose_text")}
      </EmptyState>
    </div>
  );
}
