import { cleanup, configure, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, vi } from "vitest";
import { App } from "@console/app/app";
import { FakeServer } from "@console/dev/fake-server";
import { install } from "@console/dev/install";
import { shop } from "@console/dev/shop";
import { drafts } from "@console/shared/state/drafts";
import { startI18n } from "@console/shared/i18n/i18n";

// A whole console is rendered in each test: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 8_000 });

// Asked for by fields that grow with their text; jsdom has none.
Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });

// jsdom lays nothing out; what measures itself is told that there is room.
const room = { x: 0, y: 0, top: 0, left: 0, right: 300, bottom: 800, width: 300, height: 800 };
window.ResizeObserver = class {
  constructor(private readonly tell: ResizeObserverCallback) {}
  observe(target: Element) {
    queueMicrotask(() => this.tell([{ target, contentRect: room } as unknown as ResizeObserverEntry], this));
  }
  unobserve() {}
  disconnect() {}
};

let uninstall: (() => void) | undefined;

afterEach(() => {
  cleanup();
  uninstall?.();
  drafts.reset();
  localStorage.clear();
  sessionStorage.clear();
  vi.restoreAllMocks();
});

/** The whole console at an address, against the invented server: found by role, clicked like a person. */
export async function renderApp(path: string, scene = "") {
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(room.height);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(room.width);
  const server = new FakeServer(shop(scene), scene);
  uninstall = install(server);
  window.history.replaceState({}, "", path);
  await startI18n("en");
  const user = userEvent.setup();
  render(<App />);
  return { server, user };
}
