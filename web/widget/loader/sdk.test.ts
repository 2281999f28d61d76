import { afterEach, expect, test, vi } from "vitest";
import { Sdk, type Chat } from "./sdk";

function setup() {
  const chat = { open: vi.fn(), close: vi.fn(), toggle: vi.fn(), identify: vi.fn(), reset: vi.fn() } satisfies Chat;
  const sdk = new Sdk();
  sdk.install(chat);
  return { chat, sdk };
}

afterEach(() => delete window.Firstline);

test("calls made before the loader came are not lost", () => {
  const opened = vi.fn();
  const q: ArrayLike<unknown>[] = [["on", "open", opened], ["open"]];
  window.Firstline = Object.assign(() => {}, { q });
  const { chat, sdk } = setup();
  expect(chat.open).toHaveBeenCalledOnce();
  sdk.emit("open");
  expect(opened).toHaveBeenCalledOnce();
});

test("identify passes on what the chat knows how to use", () => {
  const { chat } = setup();
  window.Firstline?.("identify", { token: "signed", name: "Ada", email: 7, password: "x" });
  expect(chat.identify).toHaveBeenCalledExactlyOnceWith({ token: "signed", name: "Ada" });
  window.Firstline?.("reset");
  expect(chat.reset).toHaveBeenCalledOnce();
});

test("a shop's mistakes do no harm", () => {
  const { sdk } = setup();
  const reported = vi.fn();
  vi.stubGlobal("reportError", reported);
  const fine = vi.fn();
  window.Firstline?.("on", "unread", () => {
    throw new Error("the shop's own");
  });
  window.Firstline?.("on", "unread", fine);
  window.Firstline?.("on", "unread", "not a function");
  window.Firstline?.("dance");
  window.Firstline?.("identify");
  sdk.emit("unread", 3);
  expect(fine).toHaveBeenCalledExactlyOnceWith(3);
  expect(reported).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});
