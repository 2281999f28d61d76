import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { GapStatus } from "@console/features/curation/api/gaps";
import type { NewImport } from "@console/features/imports/api/imports";
import { loadTexts } from "@console/shared/i18n/i18n";
import { workspaceRoute } from "./root";

const knowledgeRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/knowledge",
  loader: () => Promise.all([loadTexts("library"), loadTexts("curation")]),
  component: lazyRouteComponent(() => import("../pages/knowledge-page"), "KnowledgePage"),
});
const articleRoute = createRoute({
  getParentRoute: () => knowledgeRoute,
  path: "/$article",
  component: lazyRouteComponent(() => import("../pages/knowledge-page"), "ArticlePage"),
});
const knowledgeIndex = createRoute({
  getParentRoute: () => knowledgeRoute,
  path: "/",
  component: lazyRouteComponent(() => import("../pages/knowledge-page"), "NoArticle"),
});

const importsRoute = createRoute({
  getParentRoute: () => knowledgeRoute,
  path: "/imports",
  // What to import again, from an earlier import.
  validateSearch: (search: Record<string, unknown>): Partial<NewImport> => search,
  component: lazyRouteComponent(() => import("../pages/imports-page"), "ImportsPage"),
});
const importRoute = createRoute({
  getParentRoute: () => knowledgeRoute,
  path: "/imports/$import",
  component: lazyRouteComponent(() => import("../pages/imports-page"), "ImportPage"),
});

const curation = { getParentRoute: () => workspaceRoute, loader: () => loadTexts("curation") } as const;
const withStatus = (search: Record<string, unknown>): { status?: GapStatus } => search;
const gapsPage = lazyRouteComponent(() => import("../pages/gaps-page"), "GapsPage");
const gapsRoute = createRoute({ ...curation, path: "/knowledge/gaps", validateSearch: withStatus, component: gapsPage });
const gapRoute = createRoute({ ...curation, path: "/knowledge/gaps/$gap", validateSearch: withStatus, component: gapsPage });
const questionsRoute = createRoute({ ...curation, path: "/knowledge/questions", component: lazyRouteComponent(() => import("../pages/questions-page"), "QuestionsPage") });
const questionSetRoute = createRoute({
  ...curation,
  path: "/knowledge/questions/$set",
  validateSearch: (search: Record<string, unknown>): { article?: string } => search,
  component: lazyRouteComponent(() => import("../pages/questions-page"), "QuestionSetPage"),
});
const reportRoute = createRoute({ ...curation, path: "/knowledge/questions/$set/$run", validateSearch: (search: Record<string, unknown>): { against?: string } => search, component: lazyRouteComponent(() => import("../pages/questions-page"), "ReportPage") });
const overlapsRoute = createRoute({ ...curation, path: "/knowledge/overlaps", component: lazyRouteComponent(() => import("../pages/overlaps-page"), "OverlapsPage") });
const figuresRoute = createRoute({ ...curation, path: "/knowledge/figures", component: lazyRouteComponent(() => import("../pages/figures-page"), "FiguresPage") });

/** What knowledge managers see. */
export const knowledgeRoutes = [
  knowledgeRoute.addChildren([knowledgeIndex, importsRoute, importRoute, articleRoute]),
  gapsRoute,
  gapRoute,
  questionsRoute,
  questionSetRoute,
  reportRoute,
  overlapsRoute,
  figuresRoute,
] as const;
