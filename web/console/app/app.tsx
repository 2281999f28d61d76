import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { createQueryClient } from "@console/shared/api/query-client";
import { Notices, tell } from "./notices";
import { createAppRouter } from "./router";
import { resolveVariables, theme } from "./theme";

// Without the nonce, the CSP drops Mantine's generated theme without an error.
const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";


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
    <MantineProvider theme={theme} deduplicateCssVariables={false} cssVariablesResolver={resolveVariables} defaultColorScheme="auto" getStyleNonce={() => styleNonce}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Notices />
      </QueryClientProvider>
    </MantineProvider>
  );
}
