import { MantineProvider } from "@mantine/core";
import { Notifications, notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import i18next from "i18next";
import { useState } from "react";
import { unreachable, type Problem } from "@console/shared/api/client";
import { createQueryClient } from "@console/shared/api/query-client";
import { createAppRouter } from "./router";
import { resolveVariables, theme } from "./theme";
import css from "./theme.module.css";

// Without the nonce, the CSP drops Mantine's generated theme without an error.
const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";

function tell(problem: Problem): void {
  const message = problem.code === unreachable ? i18next.t("problem.unreachable") : problem.title || i18next.t("problem.unknown");
  notifications.show({ id: problem.code, message, withBorder: false, className: css.notice });
}

export function App() {
  const [{ queries, router }] = useState(() => {
    const queries = createQueryClient({
      onSignedOut: () => {
        if (location.pathname !== "/sign-in") void router.navigate({ to: "/sign-in", search: { next: location.pathname } });
      },
      onFailure: tell,
    });
    const router = createAppRouter(queries);
    return { queries, router };
  });
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto" getStyleNonce={() => styleNonce}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Notifications position="bottom-left" limit={3} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
