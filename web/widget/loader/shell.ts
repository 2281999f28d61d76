import type { Identity, ToLoader } from "@widget/shared/bridge";
import { Frame } from "./frame";
import { chevron, icon, speech } from "./icons";
import type { LoaderOptions } from "./options";
import type { Chat, Sdk } from "./sdk";
import { styles } from "./styles";

/** Where the panel covers the whole page, as styles.ts has it. */
const fullScreen = "(max-width: 480px), (max-height: 480px)";

function reloaded(): boolean {
  const [page] = performance.getEntriesByType("navigation");
  return (page as PerformanceNavigationTiming | undefined)?.type === "reload";
}

/** The launcher and the panel around the iframe, in a shadow root that the shop's styles do not reach. */
export class Shell implements Chat {
  private readonly host = document.createElement("div");
  private readonly root = this.host.attachShadow({ mode: "open" });
  private readonly launcher = document.createElement("button");
  private readonly badge = document.createElement("span");
  private readonly panel = document.createElement("div");
  private readonly frame: Frame;
  private readonly rememberedColour: string;
  private readonly rememberedOpen: string;
  private labels = { open: "Chat", close: "Close chat" };
  private isOpen = false;

  constructor(
    private readonly options: LoaderOptions,
    private readonly sdk: Sdk,
  ) {
    this.rememberedColour = `firstline:${options.workspace}:colour`;
    this.rememberedOpen = `firstline:${options.workspace}:open`;
    this.frame = new Frame(options, this.panel, (message) => this.receive(message));
  }

  mount(body: HTMLElement): void {
    // Constructed style sheets pass a shop's strict style-src, style elements do not.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    this.root.adoptedStyleSheets = [sheet];
    this.host.dataset.side = this.options.side;
    if (this.options.theme) this.host.style.colorScheme = this.options.theme;
    this.paint(...this.firstColour());
    this.panel.className = "panel";
    this.badge.className = "badge";
    this.badge.hidden = true;
    this.launcher.className = "launcher";
    this.launcher.type = "button";
    this.launcher.append(icon(speech, "speech"), icon(chevron, "chevron"), this.badge);
    this.describe();
    this.root.append(this.panel, this.launcher);
    body.append(this.host);
    this.listen();
    if (this.wasOpen()) this.unfold(true);
  }

  open(): void {
    if (this.isOpen) return;
    this.unfold(false);
    this.frame.focus();
  }

  private unfold(quietly: boolean): void {
    this.isOpen = true;
    this.frame.load();
    this.show();
    this.frame.tell({ type: "opened", quietly });
    this.sdk.emit("open");
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.show();
    this.launcher.focus({ preventScroll: true });
    this.frame.tell({ type: "closed" });
    this.sdk.emit("close");
  }

  toggle(): void {
    if (this.isOpen) this.close();
    else this.open();
  }

  identify(identity: Identity): void {
    this.frame.load();
    this.frame.tell({ type: "identify", identity });
  }

  /** The shop's visitor has signed out: the next one on this device is nobody we know. */
  reset(): void {
    this.frame.load();
    this.frame.tell({ type: "reset" });
  }

  /** The chat loads when a hand comes near, or when the page is idle: opening it then takes no time. */
  private listen(): void {
    const load = () => this.frame.load();
    this.launcher.addEventListener("click", () => this.toggle());
    for (const near of ["pointerenter", "focus", "touchstart"]) this.launcher.addEventListener(near, load, { once: true, passive: true });
    const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 2_000));
    if (document.readyState === "complete") idle(load);
    else window.addEventListener("load", () => idle(load));
    // The on-screen keyboard shrinks only the visual viewport; the full-screen panel follows it.
    window.visualViewport?.addEventListener("resize", () => {
      this.host.style.setProperty("--height", `${window.visualViewport?.height}px`);
    });
  }

  private receive(message: ToLoader): void {
    switch (message.type) {
      case "ready":
        this.labels = { open: message.label, close: message.closeLabel };
        this.paint(message.color, message.onColor);
        this.keepColour(message.color, message.onColor);
        this.describe();
        return this.sdk.emit("ready");
      case "close":
        return this.close();
      case "unread":
        this.labels.open = message.label;
        this.badge.hidden = message.count === 0;
        this.badge.textContent = message.count > 9 ? "9+" : String(message.count);
        this.describe();
        return this.sdk.emit("unread", message.count);
      case "stage":
        return this.sdk.emit("stage", message.stage);
    }
  }

  private show(): void {
    this.host.toggleAttribute("data-open", this.isOpen);
    this.describe();
    try {
      if (this.isOpen) sessionStorage.setItem(this.rememberedOpen, "1");
      else sessionStorage.removeItem(this.rememberedOpen);
    } catch {
      // Without storage the next page begins closed.
    }
  }

  /** On the page before, in this tab. A panel that would cover a page that somebody just went to stays closed; the same page again is none. */
  private wasOpen(): boolean {
    try {
      return (reloaded() || !matchMedia(fullScreen).matches) && sessionStorage.getItem(this.rememberedOpen) !== null;
    } catch {
      return false;
    }
  }

  private describe(): void {
    this.launcher.setAttribute("aria-label", this.isOpen ? this.labels.close : this.labels.open);
    this.launcher.setAttribute("aria-expanded", String(this.isOpen));
  }

  private paint(color: string, onColor: string): void {
    this.host.style.setProperty("--brand", color);
    this.host.style.setProperty("--on-brand", onColor);
  }

  /** Before the chat has said its colour: the tag's, the last one seen here, or our own. */
  private firstColour(): [string, string] {
    if (this.options.color) return [this.options.color, "#fff"];
    try {
      const [color, onColor] = (localStorage.getItem(this.rememberedColour) ?? "").split(" ");
      if (color && onColor) return [color, onColor];
    } catch {
      // A page without storage gets the default.
    }
    return ["#565fde", "#fff"];
  }

  private keepColour(color: string, onColor: string): void {
    try {
      localStorage.setItem(this.rememberedColour, `${color} ${onColor}`);
    } catch {
      // Only costs a change of colour on the next page.
    }
  }
}
