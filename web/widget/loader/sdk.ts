import type { Identity, SdkEvent } from "@widget/shared/bridge";

type Listener = (detail?: unknown) => void;

export interface Chat {
  open(): void;
  close(): void;
  toggle(): void;
  identify(identity: Identity): void;
  reset(): void;
}

interface FirstlineFunction {
  (command: string, ...rest: unknown[]): void;
  /** Calls made before the loader was there: `Firstline = Firstline || function(){(Firstline.q = Firstline.q || []).push(arguments)}`. */
  q?: ArrayLike<unknown>[];
  isLoaded?: true;
}

declare global {
  interface Window {
    Firstline?: FirstlineFunction;
  }
}

/** `Firstline("open")`, `Firstline("on", "unread", count => …)`: what a shop's own script can do. */
export class Sdk {
  private readonly listeners = new Map<string, Listener[]>();

  install(chat: Chat): void {
    const queued = window.Firstline?.q ?? [];
    const call = (command: string, ...rest: unknown[]) => this.call(chat, command, rest);
    window.Firstline = Object.assign(call, { isLoaded: true as const });
    for (const [command, ...rest] of queued.map((args) => Array.from(args))) call(String(command), ...rest);
  }

  emit(event: SdkEvent, detail?: unknown): void {
    for (const listener of this.listeners.get(event) ?? []) {
      try {
        listener(detail);
      } catch (error) {
        reportError(error); // a shop's listener must not stop the chat
      }
    }
  }

  private call(chat: Chat, command: string, [first, second]: unknown[]): void {
    switch (command) {
      case "open":
      case "close":
      case "toggle":
      case "reset":
        return chat[command]();
      case "identify":
        return chat.identify(identityOf(first));
      case "on":
        if (typeof first === "string" && typeof second === "function") {
          this.listeners.set(first, [...(this.listeners.get(first) ?? []), second as Listener]);
        }
    }
  }
}

/** Only what the chat knows how to use leaves the page. */
function identityOf(value: unknown): Identity {
  const given = (value ?? {}) as Record<string, unknown>;
  const known = (["token", "name", "email"] as const).filter((key) => typeof given[key] === "string");
  return Object.fromEntries(known.map((key) => [key, given[key]]));
}
