import { greeting, present, type ToFrame, type ToLoader } from "@widget/shared/bridge";
import { frameAddress, type LoaderOptions } from "./options";

/** The iframe and the port into it. Messages written before it is there are kept. */
export class Frame {
  private element: HTMLIFrameElement | undefined;
  private port: MessagePort | undefined;
  private waiting: ToFrame[] = [];

  constructor(
    private readonly options: LoaderOptions,
    private readonly parent: ParentNode,
    private readonly onMessage: (message: ToLoader) => void,
  ) {}

  /** Makes the iframe, the first time it is asked to. */
  load(): void {
    if (this.element) return;
    const element = document.createElement("iframe");
    element.src = frameAddress(this.options);
    element.title = "Chat";
    element.allow = "clipboard-write";
    window.addEventListener("message", ({ source, origin, data }) => {
      if (source === element.contentWindow && origin === this.options.origin && data === present) this.connect(element);
    });
    this.parent.append(element);
    this.element = element;
  }

  tell(message: ToFrame): void {
    if (this.port) this.port.postMessage(message);
    else this.waiting.push(message);
  }

  focus(): void {
    this.element?.focus({ preventScroll: true });
  }

  /** The port goes to our own origin and nowhere else. A frame that was loaded again gets a new one. */
  private connect(element: HTMLIFrameElement): void {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.onmessage = ({ data }: MessageEvent<ToLoader>) => this.onMessage(data);
    element.contentWindow?.postMessage(greeting, this.options.origin, [port2]);
    for (const message of this.waiting) port1.postMessage(message);
    this.waiting = [];
  }
}
