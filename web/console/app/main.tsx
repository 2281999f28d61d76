import "@fontsource-variable/inter";
import "@mantine/core/styles.css";
import "@shared/design/design.css";
import { MantineProvider } from "@mantine/core";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { theme } from "./theme";

// Without the nonce, the CSP drops Mantine's generated theme without an error.
const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => styleNonce}>
        <main>Firstline</main>
      </MantineProvider>
    </StrictMode>,
  );
}
