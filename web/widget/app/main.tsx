import "@shared/design/design.css";
import "./styles";
import { render } from "preact";
import { knownLang } from "@widget/shared/locale/translate";
import { start } from "./start";

const query = new URLSearchParams(location.search);
const lang = knownLang(query.get("lang") || navigator.language);
const theme = query.get("theme");

document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

const root = document.getElementById("root");
if (root) {
  const view = start({ workspace: query.get("workspace") ?? "", lang, origin: location.origin });
  render(view, root);
}
