import { expect, test, vi } from "vitest";
import { greeting, present, type ToFrame, type ToLoader } from "@widget/shared/bridge";
import { ParentPage } from "@widget/app/parent-page";
import { Frame } from "./frame";
import { frameAddress, readOptions } from "./options";

const options = { workspace: "juniper", origin: "https://chat.example", lang: "en", theme: "", side: "right" as const, color: undefined };

/** A message event as browsers make it; jsdom refuses foreign windows and ports in its own. */
const message = (data: unknown, source: unknown, origin: string, ports: MessagePort[] = []) =>
  Object.assign(new Event("message"), { data, source, origin, ports });

function setup() {
  const parent = document.createElement("div");
  document.body.append(parent);
  const onMessage = vi.fn<(message: ToLoader) => void>();
  const frame = new Frame(options, parent, onMessage);
  frame.load();
  frame.load();
  const element = parent.querySelector("iframe")!;
  const post = vi.spyOn(element.contentWindow!, "postMessage").mockImplementation(() => {});
  return { parent, frame, element, post, onMessage };
}

test("loads once, from our origin, and says who it is for", () => {
  const { parent, element } = setup();
  expect(parent.querySelectorAll("iframe")).toHaveLength(1);
  expect(element.src).toBe("https://chat.example/widget/frame?workspace=juniper&lang=en");
});

test("hands its port only to its own iframe, at our origin", () => {
  const { element, post } = setup();
  window.dispatchEvent(message(present, element.contentWindow, "https://evil.example"));
  window.dispatchEvent(message(present, window, "https://chat.example"));
  window.dispatchEvent(message("something else", element.contentWindow, "https://chat.example"));
  expect(post).not.toHaveBeenCalled();
  window.dispatchEvent(message(present, element.contentWindow, "https://chat.example"));
  expect(post).toHaveBeenCalledExactlyOnceWith(greeting, "https://chat.example", [expect.anything()]);
});

test("what was said before the frame was there arrives, and answers come back", async () => {
  const { frame, element, post, onMessage } = setup();
  frame.tell({ type: "opened" });
  window.dispatchEvent(message(present, element.contentWindow, "https://chat.example"));
  const port = (post.mock.calls[0] as unknown as [string, string, MessagePort[]])[2][0]!;
  const heard: ToFrame[] = [];
  port.onmessage = ({ data }) => heard.push(data);
  await vi.waitFor(() => expect(heard).toEqual([{ type: "opened" }]));
  port.postMessage({ type: "close" });
  await vi.waitFor(() => expect(onMessage).toHaveBeenCalledWith({ type: "close" }));
  port.close();
});

test("the frame takes the first port of its parent and no other", async () => {
  const heard: ToFrame[] = [];
  const page = new ParentPage((said) => heard.push(said));
  page.tell({ type: "close" });
  const [foreign, first, second] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
  window.dispatchEvent(message(greeting, {}, "https://evil.example", [foreign.port2]));
  window.dispatchEvent(message(greeting, window.parent, "https://shop.example", [first.port2]));
  window.dispatchEvent(message(greeting, window.parent, "https://shop.example", [second.port2]));
  const answers: ToLoader[] = [];
  for (const { port1 } of [foreign, first, second]) port1.onmessage = ({ data }) => answers.push(data);
  foreign.port1.postMessage({ type: "opened" });
  second.port1.postMessage({ type: "opened" });
  first.port1.postMessage({ type: "closed" });
  await vi.waitFor(() => expect(heard).toEqual([{ type: "closed" }]));
  await vi.waitFor(() => expect(answers).toEqual([{ type: "close" }]));
  for (const { port1 } of [foreign, first, second]) port1.close();
});

test("the script tag's attributes", () => {
  const tag = (attributes: Record<string, string>) => {
    const script = document.createElement("script");
    script.src = "https://chat.example/widget/loader.js";
    Object.assign(script.dataset, attributes);
    return readOptions(script);
  };
  expect(tag({})).toBeUndefined();
  expect(tag({ workspace: "juniper", lang: "zh", position: "left", color: "#123456" })).toMatchObject({ origin: "https://chat.example", lang: "zh", side: "left", color: "#123456" });
  expect(tag({ workspace: "j", color: "red;} *{display:none" })?.color).toBeUndefined();
  expect(frameAddress({ ...options, workspace: "a&b=c", theme: "dark" })).toBe("https://chat.example/widget/frame?workspace=a%26b%3Dc&lang=en&theme=dark");
});
