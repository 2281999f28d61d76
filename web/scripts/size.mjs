// Prints the transfer size of what a first visit loads and fails above the budget.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = join(dirname(fileURLToPath(import.meta.url)), "../static/dist");
const kib = 1024;

/** Script and style files that index.html asks for at once; lazy chunks and fonts are not in it. */
function firstLoad(app) {
  const html = readFileSync(join(dist, app, "index.html"), "utf8");
  const names = [...html.matchAll(/(?:src|href)="\/[a-z]+\/(assets\/[^"]+\.(?:js|css))"/g)].map((m) => m[1]);
  return ["index.html", ...new Set(names)].map((name) => join(dist, app, name));
}

const gzipped = (files) => files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);

const budgets = [
  { name: "widget loader", files: () => [join(dist, "widget/loader.js")], max: 5 * kib },
  { name: "widget app, first load", files: () => firstLoad("widget"), max: 45 * kib },
  { name: "console, first load", files: () => firstLoad("console"), max: 250 * kib },
];

let failed = false;
for (const { name, files, max } of budgets) {
  const list = files();
  if (!list.every((file) => existsSync(file))) {
    console.error(`${name}: not built, run "npm run build"`);
    failed = true;
    continue;
  }
  const bytes = gzipped(list);
  failed ||= bytes > max;
  console.log(`${name.padEnd(24)} ${(bytes / kib).toFixed(1).padStart(6)} KiB gzip of ${max / kib}${bytes > max ? "  TOO BIG" : ""}`);
}
process.exit(failed ? 1 : 0);
