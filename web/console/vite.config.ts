import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { alias, cssTarget, noncePlaceholder, outDir, proxy } from "../vite.base.ts";

export default defineConfig(({ command }) => ({
  root: fileURLToPath(new URL(".", import.meta.url)),
  // The page is served at every address, its files below /console/. The dev server has both at the root.
  base: command === "build" ? "/console/" : "/",
  plugins: [react()],
  resolve: { alias },
  html: { cspNonce: noncePlaceholder },
  server: { proxy, port: 5173 },
  build: {
    outDir: outDir("console"),
    emptyOutDir: true,
    target: "es2022",
    cssTarget,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800, // of the first load before compression; its budget is scripts/size.mjs
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What the first load needs is one file: cut by what later screens share with it, it compresses worse.
          groups: [{ name: "first", tags: ["$initial"] }],
        },
      },
    },
    modulePreload: {
      polyfill: false,
      // The first load would carry the file names of every screen's parts. Only the styles must be known before a screen is fetched.
      resolveDependencies: (_, deps, { hostType }) => (hostType === "js" ? deps.filter((name) => name.endsWith(".css")) : deps),
    },
  },
}));
