import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { alias, cssTarget, noncePlaceholder, outDir, proxy } from "../vite.base.ts";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/console/",
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
    modulePreload: { polyfill: false },
  },
});
