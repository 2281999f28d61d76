import { greeting, present, type ToFrame, type ToLoader } from "@widget/shared/bridge";

/** The shop's page, as far as the frame talks with it: through the one port its parent handed over. */
export class ParentPage {
  private port: MessagePort | undefined;
  private waiting: ToLoader[] = [];

  constructor(private readonly onMessage: (message: ToFrame) => void) {
    window.addEventListener("message", this.greet);
    if (window.parent !== window) window.parent.postMessage(present, "*");
  }

  tell(message: ToLoader): void {
    if (this.port) this.port.postMessage(message);
    else this.waiting.push(message);
  }

  /** Only the page that embeds us may greet, and only once: no other window gets a port in. */
  private greet = (event: MessageEvent): void => {
    if (event.source !== window.parent || event.data !== greeting || !event.ports[0]) return;
    window.removeEventListener("message", this.greet);
    this.port = event.ports[0];
    this.port.onmessage = ({ data }: MessageEvent<ToFrame>) => this.onMessage(data);
    for (const message of this.waiting) this.port.postMessage(message);
    this.waiting = [];
  };
}
