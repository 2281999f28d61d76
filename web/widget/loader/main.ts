import { readOptions } from "./options";
import { Sdk } from "./sdk";
import { Shell } from "./shell";

/**
 * The one script that a shop embeds:
 *
 *   <script async src="https://…/widget/loader.js" data-workspace="juniper"></script>
 *
 * It draws the launcher at once and loads the chat, in an iframe of our origin, when somebody is
 * about to use it or the page has nothing better to do. It asks nobody else for anything.
 */
const script = document.currentScript;
const options = script instanceof HTMLScriptElement ? readOptions(script) : undefined;

if (options && !window.Firstline?.isLoaded) {
  const begin = () => {
    const sdk = new Sdk();
    const shell = new Shell(options, sdk);
    sdk.install(shell);
    shell.mount(document.body);
  };
  // An async script may run before there is a body to put the launcher into.
  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin);
}
