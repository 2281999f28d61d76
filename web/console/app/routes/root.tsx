import type { QueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { setupQuery } from "@console/features/auth/api/set-up";
import { isProblem } from "@console/shared/api/client";
import { switchLanguage } from "@console/shared/i18n/i18n";
import { sessionQuery } from "@console/shared/session/session";
import { NotFound } from "../pages/not-found";
import { WorkspacePage } from "../pages/workspace-page";

interface Context {
  queries: QueryClient;
}

export const rootRoute = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound });

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

export const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: async ({ context, location }) => {
    const me = await meOr(context.queries, location.href);
    const first = me.workspaces[0];
    if (first) throw redirect({ to: "/w/$slug/inbox", params: { slug: first.slug } });
  },
  component: lazyRouteComponent(() => import("../pages/no-workspace"), "NoWorkspace"),
});

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({
    // Only our own addresses: a link must not be able to lead elsewhere after the password was typed.
    next: typeof search.next === "string" && /^\/(?![/\\])/.test(search.next) ? search.next : undefined,
  }),
  component: lazyRouteComponent(() => import("../pages/auth-pages"), "SignIn"),
});

export const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  validateSearch: (search: Record<string, unknown>): { token?: string } => ({ token: typeof search.token === "string" ? search.token : undefined }),
  component: lazyRouteComponent(() => import("../pages/auth-pages"), "Setup"),
});

export const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/w/$slug",
  beforeLoad: async ({ context, location }) => ({ me: await meOr(context.queries, location.href) }),
  component: WorkspacePage,
});
