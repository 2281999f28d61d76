import "./styles";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startI18n } from "@console/shared/i18n/i18n";
import { App } from "./app";

async function start(): Promise<void> {
  await startI18n();
  const root = document.getElementById("root");
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
