import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "@console/shared/i18n/i18n";
import { workspaceRoute } from "./root";

const deadlines = { getParentRoute: () => workspaceRoute, loader: () => loadTexts("deadlines") } as const;
const followUpsRoute = createRoute({ ...deadlines, path: "/follow-ups", component: lazyRouteComponent(() => import("../pages/follow-ups-page"), "FollowUpsPage") });
const boardRoute = createRoute({ ...deadlines, path: "/follow-ups/deadlines", component: lazyRouteComponent(() => import("../pages/deadlines-page"), "DeadlinesPage") });
const slaRoute = createRoute({ ...deadlines, path: "/settings/deadlines", component: lazyRouteComponent(() => import("../pages/sla-page"), "SlaPage") });

/** What is promised by when, and what is left to be followed up. */
export const deadlineRoutes = [followUpsRoute, boardRoute, slaRoute] as const;
