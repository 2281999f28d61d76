import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "@console/shared/i18n/i18n";
import { workspaceRoute } from "./root";

const settingsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings",
  loader: () => Promise.all([loadTexts("models"), loadTexts("library"), loadTexts("identity"), loadTexts("deadlines")]),
  component: lazyRouteComponent(() => import("../pages/settings-page"), "SettingsPage"),
});

const teamsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/teams",
  loader: () => loadTexts("teams"),
  component: lazyRouteComponent(() => import("../pages/teams-page"), "TeamsPage"),
});

const identityRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/visitors",
  loader: () => loadTexts("identity"),
  component: lazyRouteComponent(() => import("../pages/identity-page"), "IdentityPage"),
});

const prioritiesRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/priorities",
  loader: () => loadTexts("handling"),
  component: lazyRouteComponent(() => import("../pages/priorities-page"), "PrioritiesPage"),
});

const soothingRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/soothing",
  loader: () => Promise.all([loadTexts("soothing"), loadTexts("drafts")]),
  component: lazyRouteComponent(() => import("../pages/soothing-page"), "SoothingPage"),
});

const botRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/bot",
  loader: () => Promise.all([loadTexts("bot"), loadTexts("drafts")]),
  component: lazyRouteComponent(() => import("../pages/bot-page"), "BotPage"),
});

const decisions = { getParentRoute: () => workspaceRoute, loader: () => Promise.all([loadTexts("decisions"), loadTexts("drafts")]) } as const;
const rulesRoute = createRoute({ ...decisions, path: "/settings/rules", component: lazyRouteComponent(() => import("../pages/rules-page"), "RulesPage") });
const ledgerRoute = createRoute({ ...decisions, path: "/settings/ledger", component: lazyRouteComponent(() => import("../pages/ledger-page"), "LedgerPage") });
const intentsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/intents",
  loader: () => loadTexts("intents"),
  component: lazyRouteComponent(() => import("../pages/intents-page"), "IntentsPage"),
});

const flows = { getParentRoute: () => workspaceRoute, loader: () => Promise.all([loadTexts("flows"), loadTexts("drafts")]) } as const;
const flowsRoute = createRoute({ ...flows, path: "/settings/flows", component: lazyRouteComponent(() => import("../pages/flows-page"), "FlowsPage") });
const flowRoute = createRoute({ ...flows, path: "/settings/flows/$flow", component: lazyRouteComponent(() => import("../pages/flows-page"), "FlowPage") });

const actions = { getParentRoute: () => workspaceRoute, loader: () => loadTexts("actions") } as const;
const actionsRoute = createRoute({ ...actions, path: "/settings/actions", component: lazyRouteComponent(() => import("../pages/actions-page"), "ActionsPage") });
const actionCallsRoute = createRoute({ ...actions, path: "/settings/actions/calls", component: lazyRouteComponent(() => import("../pages/action-calls-page"), "ActionCallsPage") });
const actionRoute = createRoute({
  ...actions,
  path: "/settings/actions/$action",
  validateSearch: (search: Record<string, unknown>): { server?: string; tool?: string } => ({
    ...(typeof search["server"] === "string" && { server: search["server"] }),
    ...(typeof search["tool"] === "string" && { tool: search["tool"] }),
  }),
  component: lazyRouteComponent(() => import("../pages/action-page"), "ActionPage"),
});

const modelsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/models",
  loader: () => loadTexts("models"),
  component: lazyRouteComponent(() => import("../pages/models-page"), "ModelsPage"),
});

/** Settings, and the pages below them. */
export const settingsRoutes = [
  settingsRoute,
  botRoute,
  rulesRoute,
  soothingRoute,
  intentsRoute,
  ledgerRoute,
  flowsRoute,
  flowRoute,
  actionsRoute,
  actionCallsRoute,
  actionRoute,
  modelsRoute,
  teamsRoute,
  identityRoute,
  prioritiesRoute,
] as const;
