import { knownLang } from "@widget/shared/locale/translate";
import { installMock } from "./mock-server";
import { stateOf } from "./states";

const query = new URLSearchParams(location.search);
const lang = knownLang(query.get("lang"));
localStorage.clear();
indexedDB.deleteDatabase(`firstline:${query.get("workspace")}:outbox`);
installMock(stateOf(query.get("workspace") ?? "new", lang), lang);
await import("../app/main");
