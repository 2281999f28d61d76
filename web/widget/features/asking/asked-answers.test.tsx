import { render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { testChat } from "@widget/shared/testing/test-chat";
import type { VisitorEvent } from "@shared/live/visitor-frames";
import type { Ask } from "@widget/shared/session/events";
import { AskedAnswers } from "./asked-answers";

function setup(ask: Ask) {
  const { chat, Provider } = testChat();
  const say = vi.spyOn(chat.session.client, "say").mockImplementation(() => {});
  const answered = vi.fn();
  const picked = vi.fn();
  const event = { kind: "message.added", conversation_id: "c", seq: 1, at: "2026-11-21T09:00:00Z", author: { kind: "bot" }, data: { text: "?", ask } };
  chat.session.client.log.add(event as unknown as VisitorEvent);
  render(
    <Provider>
      <AskedAnswers onAnswered={answered} onFile={picked} />
    </Provider>,
  );
  return { say, answered, picked, user: userEvent.setup() };
}

test("a choice is said in its own words", async () => {
  const { say, answered, user } = setup({ choices: ["Arrived damaged", "Changed my mind"] });
  await user.click(screen.getByRole("button", { name: "Changed my mind" }));
  expect(say).toHaveBeenCalledExactlyOnceWith("Changed my mind");
  expect(answered).toHaveBeenCalledOnce();
});

test("a card names each value by its label", () => {
  setup({ card: [{ label: "Order number", value: "JH-10452" }], choices: ["Yes, that's right", "No, something else"] });
  expect(screen.getByRole("term")).toHaveTextContent("Order number");
  expect(screen.getByRole("definition")).toHaveTextContent("JH-10452");
  expect(screen.getAllByRole("button")).toHaveLength(2);
});

test("a day is said as a date, and only within its bounds", async () => {
  const { say, user } = setup({ input: "date", earliest: "2026-08-01", latest: "2026-11-21" });
  const field = screen.getByLabelText("Date");
  expect(field).toHaveAttribute("max", "2026-11-21");
  expect(screen.getByRole("button", { name: "Use this date" })).toBeDisabled();
  await user.type(field, "2026-11-03");
  await user.click(screen.getByRole("button", { name: "Use this date" }));
  expect(say).toHaveBeenCalledExactlyOnceWith("2026-11-03");
});

test("a file is picked", async () => {
  const { say, picked, user } = setup({ input: "file", choices: ["Skip"] });
  await user.click(screen.getByRole("button", { name: "Attach a file" }));
  expect(picked).toHaveBeenCalledOnce();
  expect(say).not.toHaveBeenCalled();
});
