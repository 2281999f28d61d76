import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { alias, outDir } from "../vite.base.ts";

/** The loader is one classic script with a fixed name: shops paste its address once. */
export default defineConfig({
  root: fileURLToPath(new URL("./loader", import.meta.url)),
  resolve: { alias },
  build: {
    outDir: outDir("widget"),
    emptyOutDir: false,
    copyPublicDir: false,
    target: "es2020",
    lib: {
      entry: fileURLToPath(new URL("./loader/main.ts", import.meta.url)),
      formats: ["iife"],
      name: "FirstlineLoader",
      fileName: () => "loader.js",
    },
  },
});
