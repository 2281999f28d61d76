import type { FakeServer } from "./fake-server";

/** Puts the invented server in the network's place. Everything that is not below /v1 goes where it always went. */
export function install(server: FakeServer): () => void {
  const fetched = globalThis.fetch;
  const Socket = globalThis.WebSocket;
  globalThis.fetch = (input, init) => {
    const request = new Request(input instanceof Request ? input : new URL(String(input), location.href), init);
    return new URL(request.url).pathname.startsWith("/v1/") ? server.fetch(request) : fetched(input, init);
  };
  globalThis.WebSocket = class extends EventTarget {
    constructor(url: string) {
      super();
      // The dev server's own socket must stay the browser's.
      if (!url.includes("/v1/")) return new Socket(url, "vite-hmr") as never;
      return server.socket() as never;
    }
  } as never;
  return () => {
    globalThis.fetch = fetched;
    globalThis.WebSocket = Socket;
  };
}
