import { defineConfig, mergeConfig } from "vite";
import base from "../vite.config.ts";

/** The console on invented data, without a server: `npx vite --config console/dev/vite.config.ts`. Never shipped. */
export default defineConfig((env) =>
  mergeConfig(base(env), {
    base: "/",
    server: { proxy: {}, port: Number(process.env.PORT ?? 5190) },
    build: { outDir: process.env.FIRSTLINE_STORIES_OUT ?? "dev/dist", emptyOutDir: true },
    plugins: [
      {
        name: "stories",
        transformIndexHtml: { order: "pre", handler: (html: string) => html.replace("/app/main.tsx", "/dev/main.tsx") },
      },
    ],
  }),
);
