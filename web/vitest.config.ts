import { defineConfig } from "vitest/config";
import { alias } from "./vite.base.ts";

/** One project an app, because JSX means Preact in the widget and React in the console. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: "shared", include: ["shared/**/*.test.ts"], environment: "node" },
      },
      {
        resolve: { alias },
        oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
        test: {
          name: "widget",
          include: ["widget/**/*.test.{ts,tsx}"],
          environment: "jsdom",
          globals: true, // for testing-library, which cleans up after each test only if it finds afterEach
          setupFiles: ["./vitest.setup.ts"],
        },
      },
      {
        resolve: { alias },
        oxc: { jsx: { runtime: "automatic", importSource: "react" } },
        test: {
          name: "console",
          include: ["console/**/*.test.{ts,tsx}"],
          environment: "jsdom",
          globals: true,
          setupFiles: ["./vitest.setup.ts"],
          css: false,
        },
      },
    ],
  },
});
