import { Sdk } from "../loader/sdk";
import { Shell } from "../loader/shell";

const query = new URLSearchParams(location.search);
const sdk = new Sdk();
const options = {
  workspace: query.get("state") ?? "answered",
  origin: location.origin,
  lang: query.get("lang") ?? "en",
  theme: query.get("theme") ?? "",
  side: "right" as const,
  color: undefined,
};
const shell = new Shell(options, sdk);
sdk.install(shell);
shell.mount(document.body);
if (query.has("open")) window.Firstline?.("open");
