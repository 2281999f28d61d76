import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, Outlet, redirect } from "@tanstack/react-router";
import { ConversationPage } from "./pages/conversation-page";
import { Crash } from "./pages/crash";
import { InboxPage } from "./pages/inbox-page";
import { NothingOpen } from "./pages/nothing-open";
import { NotFound } from "./pages/not-found";
import { deadlineRoutes } from "./routes/deadlines";
import { knowledgeRoutes } from "./routes/knowledge";
import { indexRoute, rootRoute, setupRoute, signInRoute, workspaceRoute } from "./routes/root";
import { settingsRoutes } from "./routes/settings";

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

const tree = rootRoute.addChildren([
  indexRoute,
  signInRoute,
  setupRoute,
  workspaceRoute.addChildren([
    workspaceIndex,
    inboxRoute.addChildren([inboxIndex, viewRoute.addChildren([viewIndex, conversationRoute])]),
    ...knowledgeRoutes,
    ...settingsRoutes,
    ...deadlineRoutes,
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
