import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { alias, cssTarget, outDir, proxy } from "../vite.base.ts";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/widget/",
  // The apps' dev servers may run side by side: each optimises its own dependencies.
  cacheDir: fileURLToPath(new URL("../node_modules/.vite/widget", import.meta.url)),
  resolve: { alias },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: { proxy, port: 5174 },
  build: {
    outDir: outDir("widget"),
    emptyOutDir: true,
    target: "es2022",
    cssTarget,
    // The frame's CSP has no data: in script-src or font-src; small assets stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
