import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig } from "vite";
import app from "../vite.config";

/**
 * The widget on a mocked server: /widget/dev/shop.html is a shop with the loader, and
 * /widget/frame?workspace=<state> the chat alone in one of the states of dev/states.ts. Not shipped.
 */
export default mergeConfig(
  app,
  defineConfig({
    server: { proxy: {}, port: 5175 },
    plugins: [
      {
        name: "mocked-frame",
        configureServer(server) {
          server.middlewares.use((request, _response, next) => {
            request.url = request.url?.replace(/^\/widget\/frame/, "/widget/dev/frame.html");
            request.url = request.url?.replace(/^\/widget\/loader\.js/, "/widget/dev/loader.js");
            next();
          });
        },
      },
    ],
    build: { outDir: fileURLToPath(new URL("./dist", import.meta.url)) },
  }),
);
