import { fileURLToPath } from "node:url";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One place for the import aliases, the same as `paths` in tsconfig.base.json. */
export const alias = {
  "@shared": here("./shared"),
  "@console": here("./console"),
  "@widget": here("./widget"),
};

/** The running Firstline server that the dev servers pass API and socket traffic to. */
const backend = process.env.FIRSTLINE_DEV_BACKEND ?? "http://127.0.0.1:8080";

export const proxy = {
  "/v1": { target: backend, ws: true, changeOrigin: true },
};

/** Vite and the Go handler agree on this text: the handler replaces it with a fresh nonce a response. */
export const noncePlaceholder = "__CSP_NONCE__";

export const outDir = (app: "widget" | "console") => here(`./static/dist/${app}`);

/** Browsers with light-dark() and OKLCH (spring 2024), so that the tokens ship as they are written. */
export const cssTarget = ["chrome123", "firefox120", "safari17.5"];
