import type { QueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { setupQuery } from "@console/features/auth/api/set-up";
import type { GapStatus } from "@console/features/curation/api/gaps";
import type { NewImport } from "@console/features/imports/api/imports";
import { isProblem } from "@console/shared/api/client";
import { loadTexts, switchLanguage } from "@console/shared/i18n/i18n";
import { sessionQuery } from "@console/shared/session/session";
import { ConversationPage } from "./pages/conversation-page";
import { Crash } from "./pages/crash";
import { InboxPage } from "./pages/inbox-page";
import { NothingOpen } from "./pages/nothing-open";
import { NotFound } from "./pages/not-found";
import { WorkspacePage } from "./pages/workspace-page";

interface Context {
  queries: QueryClient;
}

const rootRoute = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound });

async function meOr(queries: QueryClient, next: string) {
  try {
    const me = await queries.ensureQueryData(sessionQuery);
    if (me.locale !== i18next.language) await switchLanguage(me.locale);
    return me;
  } catch (error) {
    if (!isProblem(error) || error.status !== 401) throw error;
    const setup = await queries.ensureQueryData(setupQuery);
    throw setup.needed ? redirect({ to: "/setup" }) : redirect({ to: "/sign-in", search: next === "/" ? {} : { next } });
  }
}

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: async ({ context, location }) => {
    const me = await meOr(context.queries, location.href);
    const first = me.workspaces[0];
    if (first) throw redirect({ to: "/w/$slug/inbox", params: { slug: first.slug } });
  },
  component: lazyRouteComponent(() => import("./pages/no-workspace"), "NoWorkspace"),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({
    // Only our own addresses: a link must not be able to lead elsewhere after the password was typed.
    next: typeof search.next === "string" && /^\/(?![/\\])/.test(search.next) ? search.next : undefined,
  }),
  component: lazyRouteComponent(() => import("./pages/auth-pages"), "SignIn"),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  validateSearch: (search: Record<string, unknown>): { token?: string } => ({ token: typeof search.token === "string" ? search.token : undefined }),
  component: lazyRouteComponent(() => import("./pages/auth-pages"), "Setup"),
});

const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/w/$slug",
  beforeLoad: async ({ context, location }) => ({ me: await meOr(context.queries, location.href) }),
  component: WorkspacePage,
});

const workspaceIndex = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/w/$slug/inbox", params });
  },
});

const inboxRoute = createRoute({ getParentRoute: () => workspaceRoute, path: "/inbox", component: InboxPage });

const inboxIndex = createRoute({
  getParentRoute: () => inboxRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/w/$slug/inbox/$view", params: { ...params, view: "mine" } });
  },
});

const viewRoute = createRoute({ getParentRoute: () => inboxRoute, path: "/$view", component: Outlet });
const viewIndex = createRoute({ getParentRoute: () => viewRoute, path: "/", component: NothingOpen });
const conversationRoute = createRoute({ getParentRoute: () => viewRoute, path: "/$conversation", component: ConversationPage });

const knowledgeRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/knowledge",
  loader: () => Promise.all([loadTexts("library"), loadTexts("curation")]),
  component: lazyRouteComponent(() => import("./pages/knowledge-page"), "KnowledgePage"),
});
const articleRoute = createRoute({
  getParentRoute: () => knowledgeRoute,
  path: "/$article",
  component: lazyRouteComponent(() => import("./pages/knowledge-page"), "ArticlePage"),
});
const knowledgeIndex = createRoute({
  getParentRoute: () => knowledgeRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/knowledge-page"), "NoArticle"),
});

const importsRoute = createRoute({
  getParentRoute: () => knowledgeRoute,
  path: "/imports",
  // What to import again, from an earlier import.
  validateSearch: (search: Record<string, unknown>): Partial<NewImport> => search,
  component: lazyRouteComponent(() => import("./pages/imports-page"), "ImportsPage"),
});
const importRoute = createRoute({
  getParentRoute: () => knowledgeRoute,
  path: "/imports/$import",
  component: lazyRouteComponent(() => import("./pages/imports-page"), "ImportPage"),
});

const curation = { getParentRoute: () => workspaceRoute, loader: () => loadTexts("curation") } as const;
const withStatus = (search: Record<string, unknown>): { status?: GapStatus } => search;
const gapsPage = lazyRouteComponent(() => import("./pages/gaps-page"), "GapsPage");
const gapsRoute = createRoute({ ...curation, path: "/knowledge/gaps", validateSearch: withStatus, component: gapsPage });
const gapRoute = createRoute({ ...curation, path: "/knowledge/gaps/$gap", validateSearch: withStatus, component: gapsPage });
const questionsRoute = createRoute({ ...curation, path: "/knowledge/questions", component: lazyRouteComponent(() => import("./pages/questions-page"), "QuestionsPage") });
const questionSetRoute = createRoute({
  ...curation,
  path: "/knowledge/questions/$set",
  validateSearch: (search: Record<string, unknown>): { article?: string } => search,
  component: lazyRouteComponent(() => import("./pages/questions-page"), "QuestionSetPage"),
});
const reportRoute = createRoute({ ...curation, path: "/knowledge/questions/$set/$run", validateSearch: (search: Record<string, unknown>): { against?: string } => search, component: lazyRouteComponent(() => import("./pages/questions-page"), "ReportPage") });
const figuresRoute = createRoute({ ...curation, path: "/knowledge/figures", component: lazyRouteComponent(() => import("./pages/figures-page"), "FiguresPage") });

const settingsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings",
  loader: () => Promise.all([loadTexts("models"), loadTexts("library"), loadTexts("identity")]),
  component: lazyRouteComponent(() => import("./pages/settings-page"), "SettingsPage"),
});

const teamsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/teams",
  loader: () => loadTexts("teams"),
  component: lazyRouteComponent(() => import("./pages/teams-page"), "TeamsPage"),
});

const identityRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/visitors",
  loader: () => loadTexts("identity"),
  component: lazyRouteComponent(() => import("./pages/identity-page"), "IdentityPage"),
});

const prioritiesRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/priorities",
  loader: () => loadTexts("handling"),
  component: lazyRouteComponent(() => import("./pages/priorities-page"), "PrioritiesPage"),
});

const soothingRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/soothing",
  loader: () => loadTexts("soothing"),
  component: lazyRouteComponent(() => import("./pages/soothing-page"), "SoothingPage"),
});

const botRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/bot",
  loader: () => loadTexts("bot"),
  component: lazyRouteComponent(() => import("./pages/bot-page"), "BotPage"),
});

const decisions = { getParentRoute: () => workspaceRoute, loader: () => loadTexts("decisions") } as const;
const rulesRoute = createRoute({ ...decisions, path: "/settings/rules", component: lazyRouteComponent(() => import("./pages/rules-page"), "RulesPage") });
const ledgerRoute = createRoute({ ...decisions, path: "/settings/ledger", component: lazyRouteComponent(() => import("./pages/ledger-page"), "LedgerPage") });
const intentsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/intents",
  loader: () => loadTexts("intents"),
  component: lazyRouteComponent(() => import("./pages/intents-page"), "IntentsPage"),
});

const modelsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/models",
  loader: () => loadTexts("models"),
  component: lazyRouteComponent(() => import("./pages/models-page"), "ModelsPage"),
});

const tree = rootRoute.addChildren([
  indexRoute,
  signInRoute,
  setupRoute,
  workspaceRoute.addChildren([
    workspaceIndex,
    inboxRoute.addChildren([inboxIndex, viewRoute.addChildren([viewIndex, conversationRoute])]),
    knowledgeRoute.addChildren([knowledgeIndex, importsRoute, importRoute, articleRoute]),
    gapsRoute,
    gapRoute,
    questionsRoute,
    questionSetRoute,
    reportRoute,
    figuresRoute,
    settingsRoute,
    botRoute,
    rulesRoute,
    soothingRoute,
    intentsRoute,
    ledgerRoute,
    modelsRoute,
    teamsRoute,
    identityRoute,
    prioritiesRoute,
  ]),
]);

export const createAppRouter = (queries: QueryClient) =>
  createRouter({ routeTree: tree, context: { queries }, defaultErrorComponent: Crash, defaultNotFoundComponent: NotFound, defaultPendingMs: 300 });

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: AppRouter;
  }
}
