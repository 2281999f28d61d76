import { createRef } from "preact";
import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { testChat } from "@widget/shared/testing/test-chat";
import { Composer } from "./composer";
import { overLimit } from "./rules";

function setup() {
  const { chat, Provider } = testChat();
  const { session } = chat;
  const say = vi.spyOn(chat.session.client, "say").mockImplementation(() => {});
  render(
    <Provider>
      <Composer focus="open" picker={createRef()} />
    </Provider>,
  );
  return { session, say, field: screen.getByRole("textbox", { name: "Your message" }), user: userEvent.setup() };
}

beforeEach(() => localStorage.clear());

test("has the focus, sends on Enter and is empty again", async () => {
  const { say, field, user } = setup();
  expect(field).toHaveFocus();
  await user.keyboard("  Where is my parcel?  {Enter}");
  expect(say).toHaveBeenCalledExactlyOnceWith("Where is my parcel?", []);
  expect(field).toHaveValue("");
});

test("Shift+Enter breaks the line", async () => {
  const { say, field, user } = setup();
  await user.keyboard("one{Shift>}{Enter}{/Shift}two");
  expect(say).not.toHaveBeenCalled();
  expect(field).toHaveValue("one\ntwo");
});

test("Enter during composition never sends", () => {
  const { say, field } = setup();
  fireEvent.compositionStart(field);
  fireEvent.input(field, { target: { value: "nihao" } });
  fireEvent.keyDown(field, { key: "Enter", isComposing: true });
  fireEvent.keyDown(field, { key: "Enter" });
  fireEvent.compositionEnd(field);
  // Safari: the composition is over, the key event that ended it comes after.
  fireEvent.keyDown(field, { key: "Enter", keyCode: 229 });
  expect(say).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: "Enter", keyCode: 13 });
  expect(say).toHaveBeenCalledExactlyOnceWith("nihao", []);
});

test("nothing but spaces is not a message", async () => {
  const { say, user } = setup();
  await user.keyboard("   {Enter}");
  expect(say).not.toHaveBeenCalled();
  expect(screen.getByRole("button", { name: "Send" })).toBeDisabled();
});

test("a text beyond the server's limit says so and is not sent", () => {
  const { say, field } = setup();
  fireEvent.input(field, { target: { value: "退".repeat(6_000) } });
  fireEvent.keyDown(field, { key: "Enter" });
  expect(screen.getByRole("alert")).toHaveTextContent("539 characters over");
  expect(say).not.toHaveBeenCalled();
  expect([overLimit("a".repeat(16_384)), overLimit("a".repeat(16_385))]).toEqual([0, 1]);
});

test("an unsent text survives a reload", async () => {
  const { user } = setup();
  await user.keyboard("half a thought");
  document.body.replaceChildren();
  expect(setup().field).toHaveValue("half a thought");
});

test("a pasted file goes with the message, which then needs no text", async () => {
  const { chat, Provider } = testChat();
  const say = vi.spyOn(chat.session.client, "say").mockImplementation(() => {});
  const bring = vi.spyOn(chat.session, "bring");
  bring.mockRejectedValueOnce(new Error("cut off"));
  bring.mockResolvedValue({ id: "1", name: "label.pdf", media: "application/pdf", bytes: 4 });
  render(
    <Provider>
      <Composer focus="" picker={createRef()} />
    </Provider>,
  );
  const user = userEvent.setup();
  const file = new File(["%PDF"], "label.pdf", { type: "application/pdf" });
  fireEvent.paste(screen.getByRole("textbox"), { clipboardData: { types: ["Files"], files: [file] } });
  expect(await screen.findByRole("alert")).toHaveTextContent("The file could not be sent.");
  expect(screen.getByRole("button", { name: "Send" })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await vi.waitFor(() => expect(screen.getByRole("button", { name: "Send" })).toBeEnabled());
  await user.click(screen.getByRole("button", { name: "Send" }));
  expect(say).toHaveBeenCalledExactlyOnceWith("", [expect.objectContaining({ id: "1" })]);
  expect(screen.queryByText("label.pdf")).toBeNull();
});

test("files are taken wherever they are dropped, and text is not", () => {
  const { chat, Provider } = testChat();
  const bring = vi.spyOn(chat.session, "bring").mockReturnValue(new Promise(() => {}));
  render(
    <Provider>
      <Composer focus="" picker={createRef()} />
    </Provider>,
  );
  const drop = (dataTransfer: object) => fireEvent.drop(document.body, { dataTransfer });
  drop({ types: ["text/plain"], files: [] });
  expect(bring).not.toHaveBeenCalled();
  fireEvent.dragOver(document.body, { dataTransfer: { types: ["Files"] } });
  expect(screen.getByRole("textbox")).toHaveAttribute("placeholder", "Drop files to attach them");
  drop({ types: ["Files"], files: [new File(["a"], "a.txt")] });
  expect(bring).toHaveBeenCalledTimes(1);
  expect(screen.getByText("a.txt")).toBeVisible();
});

test("what one visitor left unsent is gone when another one sits down", async () => {
  const { session, field, user } = setup();
  let given: AbortSignal | undefined;
  vi.spyOn(session, "bring").mockImplementation(({ signal }) => {
    given = signal;
    return new Promise(() => {});
  });
  await user.upload(screen.getByLabelText("Attach files", { selector: "input" }), new File(["mine"], "mine.pdf", { type: "application/pdf" }));
  await user.type(field, "mine too");
  expect(screen.getByText("mine.pdf")).toBeInTheDocument();
  await session.reset();
  await waitFor(() => expect(screen.queryByText("mine.pdf")).not.toBeInTheDocument());
  expect(given?.aborted).toBe(true);
  expect(field).toHaveValue("");
  expect(localStorage.getItem(`${session.prefix}draft`)).toBeNull();
});
