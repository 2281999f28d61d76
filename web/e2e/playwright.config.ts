import { defineConfig, devices } from "@playwright/test";

/**
 * The stories run against a server that is already up (FIRSTLINE_E2E_URL), in the system's
 * Chromium: no browser is downloaded. One worker, because the stories share the demo workspace.
 */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.story.ts",
  outputDir: "output",
  workers: 1,
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  timeout: 120_000,
  expect: { timeout: 30_000 }, // a busy machine loads the console in its own time
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.FIRSTLINE_E2E_URL ?? "http://127.0.0.1:8080",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
    },
  },
});
