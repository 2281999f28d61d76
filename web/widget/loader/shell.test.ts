import { afterEach, expect, test, vi } from "vitest";
import { Sdk } from "./sdk";
import { Shell } from "./shell";

const options = { workspace: "juniper", origin: "https://chat.example", lang: "en", theme: "", side: "right", color: undefined } as const;

/** The next page of the same tab: a loader of its own, on what the tab remembers. */
function nextPage(covers = false) {
  vi.stubGlobal("matchMedia", () => ({ matches: covers }));
  vi.stubGlobal("CSSStyleSheet", class { replaceSync() {} });
  document.body.replaceChildren();
  const shell = new Shell(options, new Sdk());
  shell.mount(document.body);
  return { shell, open: () => document.body.querySelector("div")?.hasAttribute("data-open") };
}

afterEach(() => {
  sessionStorage.clear();
  vi.unstubAllGlobals();
});

test("a chat that was open is open on the next page, without taking the focus", () => {
  const first = nextPage();
  expect(first.open()).toBe(false);
  first.shell.open();
  const second = nextPage();
  expect(second.open()).toBe(true);
  expect(document.activeElement).toBe(document.body);
  second.shell.close();
  expect(nextPage().open()).toBe(false);
});

test("where it would cover the page it stays closed", () => {
  nextPage().shell.open();
  expect(nextPage(true).open()).toBe(false);
});

test("where it covers the page it is open again after a reload: somebody may wait there for a person", () => {
  nextPage(true).shell.open();
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([{ type: "reload" } as unknown as PerformanceEntry]);
  expect(nextPage(true).open()).toBe(true);
  vi.restoreAllMocks();
});
