import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { renderApp } from "@console/testing/render-app";

const ada = "/w/juniper/inbox/all/01930014-0000-7000-8000-000000000001";
const wei = "/w/juniper/inbox/all/01930014-0000-7000-8000-000000000003";

const composer = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Write in this conversation" });
const thread = () => screen.findByRole("region", { name: /^Conversation with/ });
const sent = (server: Awaited<ReturnType<typeof renderApp>>["server"]) => [...server.sockets].flatMap((socket) => socket.sent).filter((frame) => frame.kind === "say" || frame.kind === "note");

describe("inbox", () => {
  test("shows the views with their counts and the conversations of one", async () => {
    await renderApp("/w/juniper/inbox/all");
    const views = await screen.findByRole("navigation", { name: "Views" });
    await within(views).findByLabelText("13 conversations");
    expect(within(views).getByRole("link", { name: /^All/ })).toHaveAttribute("aria-current", "page");
    expect(screen.getByRole("link", { name: /Ada Chen/ })).toBeVisible();
  });

  test("a new message moves its row up without a read of the list", async () => {
    const { server } = await renderApp("/w/juniper/inbox/bot");
    await screen.findByRole("link", { name: /Priya Raghunathan/ });
    await waitFor(() => expect(server.sockets.size).toBe(1));
    const reads = server.calls.filter((call) => call.path.endsWith("/conversations")).length;
    const priya = server.shop.rows.find((row) => row.visitor_name.startsWith("Priya"));
    act(() => void server.append(priya?.id ?? "", { kind: "message.added", author: { kind: "visitor" }, data: { text: "one more thing" } } as never));
    expect(await screen.findByText("one more thing")).toBeVisible();
    const first = screen.getAllByRole("link").find((link) => link.hasAttribute("data-row"));
    expect(first).toHaveTextContent("Priya Raghunathan");
    expect(server.calls.filter((call) => call.path.endsWith("/conversations"))).toHaveLength(reads);
  });

  test("an empty view teaches what appears in it", async () => {
    await renderApp("/w/juniper/inbox/waiting", "empty");
    expect(await screen.findByText("Nobody is waiting")).toBeVisible();
  });

  test("a list that cannot be read says so and offers another try", async () => {
    await renderApp("/w/juniper/inbox/all", "error");
    expect(await screen.findByText("The list could not be read", {}, { timeout: 5_000 })).toBeVisible();
    expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
  });

  test("an assignment is accepted from its card and opens", async () => {
    const { user, server } = await renderApp("/w/juniper/inbox/mine");
    const cards = await screen.findByRole("list", { name: "Assigned to you" });
    expect(document.title).toMatch(/^\(1\)/);
    await user.click(within(cards).getByRole("button", { name: /Accept/ }));
    await waitFor(() => expect(server.shop.rows[1]).toMatchObject({ stage: "person", agent_name: "Mei Tan" }));
    expect(await screen.findByRole("heading", { name: "Visitor 1041" })).toBeVisible();
    await waitFor(() => expect(document.title).not.toMatch(/^\(/));
  });
});

describe("conversation", () => {
  test("what an agent answered and left is flagged, and taken over from there", async () => {
    const { user, server } = await renderApp("/w/juniper/inbox/bot");
    const row = server.shop.rows.find((one) => one.visitor_name === "王小明");
    Object.assign(row ?? {}, { agent_gone_since: "2026-01-01T09:00:00Z" });
    await user.click(await screen.findByRole("link", { name: /^All/ }));
    const link = await screen.findByRole("link", { name: /王小明/ });
    expect(within(link).getByRole("img", { name: "林晓雨 has gone" })).toBeVisible();
    await user.click(link);
    const notice = await screen.findByRole("region", { name: "林晓雨 has gone" }, { timeout: 10_000 });
    expect(within(notice).getByRole("button", { name: "Reassign…" })).toBeVisible();
    await user.click(within(notice).getByRole("button", { name: "Take over" }));
    await waitFor(() => expect(row).toMatchObject({ agent_name: "Mei Tan" }));
  });

  test("another agent's conversation takes notes only, and offers nothing that the server would refuse", async () => {
    const { user, server } = await renderApp("/w/juniper/inbox/all", "agent");
    await user.click(await screen.findByRole("link", { name: /王小明/ }));
    await screen.findByRole("heading", { name: "王小明" });
    expect(await screen.findByRole("radio", { name: "Reply" })).toBeDisabled();
    expect(screen.getByText("林晓雨 holds this conversation: only notes")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Take over" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Resolve" })).toBeNull();
    await user.type(await composer(), "She called us as well.{Enter}");
    await waitFor(() => expect(sent(server)[0]).toMatchObject({ kind: "note" }));
  });

  test("a supervisor takes another agent's conversation over", async () => {
    const { user, server } = await renderApp("/w/juniper/inbox/all");
    await user.click(await screen.findByRole("link", { name: /王小明/ }));
    await user.click(await screen.findByRole("button", { name: "Take over" }));
    await waitFor(() => expect(server.shop.rows.find((row) => row.visitor_name === "王小明")).toMatchObject({ agent_name: "Mei Tan" }));
  });

  test("Enter sends, and the message stands in the thread exactly once", async () => {
    const { user, server } = await renderApp(ada);
    await user.type(await composer(), "Your refund is on its way.{Enter}");
    expect(await composer()).toHaveValue("");
    await waitFor(() => expect(sent(server)).toHaveLength(1));
    await waitFor(() => expect(within(screen.getByRole("region", { name: /^Conversation with/ })).getAllByText("Your refund is on its way.")).toHaveLength(1));
  });

  test("Enter that belongs to an input method sends nothing", async () => {
    const { server } = await renderApp(wei);
    const field = await composer();
    fireEvent.change(field, { target: { value: "安装免费" } });
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    fireEvent.keyDown(field, { key: "Enter", keyCode: 229 });
    expect(field).toHaveValue("安装免费");
    expect(sent(server)).toEqual([]);
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(sent(server)).toHaveLength(1));
  });

  test("Tab inserts the first suggestion into an empty composer, and only there", async () => {
    const { user, server } = await renderApp(ada);
    const field = await composer();
    await waitFor(() => expect(field.placeholder).toContain("Tab"));
    await user.click(field);
    await user.keyboard("{Tab}");
    expect(field.value).toMatch(/^Yes, you get it back in full/);
    await waitFor(() => expect(server.calls.at(-1)).toMatchObject({ body: { outcome: "inserted" } }));
    await user.keyboard("{Tab}");
    expect(field).not.toHaveFocus();
    expect(field.value.match(/back in full/g)).toHaveLength(1);
    await user.type(field, "{Enter}");
    await waitFor(() => expect(sent(server)[0]).toMatchObject({ kind: "say", suggestion_id: server.shop.assist(server.shop.rows[0]?.id ?? "").suggestions[0]?.id }));
  });

  test("a suggestion from an internal article asks before it is inserted", async () => {
    const { user } = await renderApp(ada);
    const field = await composer();
    await screen.findByText("Internal");
    await user.click(field);
    await user.keyboard("{Alt>}3{/Alt}");
    const dialog = await screen.findByRole("dialog", { name: "Internal source" });
    expect(field).toHaveValue("");
    await user.click(within(dialog).getByRole("button", { name: "Insert anyway" }));
    await waitFor(() => expect(field.value).toMatch(/20 € voucher/));
  });

  test("drafts are kept apart by mode and by conversation", async () => {
    const { user } = await renderApp(ada);
    await user.type(await composer(), "half a reply");
    await user.click(screen.getByText("Note", { selector: "label" }));
    await user.type(await composer(), "half a note");
    await user.click(screen.getByRole("link", { name: /Priya Raghunathan/ }));
    await screen.findByRole("heading", { name: "Priya Raghunathan" });
    expect(await composer()).toHaveValue("");
    await user.click(screen.getByRole("link", { name: /Ada Chen/ }));
    await screen.findByRole("heading", { name: "Ada Chen" });
    expect(await composer()).toHaveValue("half a note");
    await user.click(screen.getByText("Reply", { selector: "label" }));
    expect(await composer()).toHaveValue("half a reply");
  });

  test("a slash offers canned replies and fills in the names", async () => {
    const { user } = await renderApp(ada);
    const field = await composer();
    await user.type(field, "/hel");
    expect(await screen.findByRole("option", { name: /Greeting/ })).toBeVisible();
    await user.keyboard("{Enter}");
    expect(field).toHaveValue("Hello Ada Chen, I'm Mei Tan. I've read the conversation and I'm looking into it now.");
  });

  test("a fact leads to the message it came from", async () => {
    const { user } = await renderApp(ada);
    await within(await thread()).findByText(/where is my order/);
    await user.click(await screen.findByRole("button", { name: /ORD-8841/ }));
    await waitFor(() => expect(document.activeElement).toHaveAttribute("data-seq", "1"));
  });

  test("chords rest while somebody types and work from a reply not yet begun", async () => {
    const { user, server } = await renderApp(ada);
    const field = await composer();
    await user.click(field);
    await user.keyboard("x{Alt>}r{/Alt}");
    expect(server.shop.rows[0]?.stage).toBe("person");
    await user.clear(field);
    await user.keyboard("{Alt>}r{/Alt}");
    await waitFor(() => expect(server.shop.rows[0]?.stage).toBe("resolved"));
  });

  test("nothing is resolved while the reply to send first waits for its files", async () => {
    const way = vi.spyOn(XMLHttpRequest.prototype, "send").mockImplementation(() => undefined); // it does not arrive
    const { user, server } = await renderApp(ada);
    const field = await composer();
    const resolves = () => server.calls.filter((call) => call.path.endsWith("/resolve")).length;
    const picker = document.querySelector("form input[type=file]");
    fireEvent.change(picker as HTMLInputElement, { target: { files: [{ name: "form.pdf", type: "application/pdf", size: 3 }] } });
    await screen.findByText("form.pdf");
    fireEvent.change(field, { target: { value: "attached" } });
    await user.click(field);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(field).toHaveValue("attached");
    fireEvent.click(screen.getByLabelText("Remove form.pdf"));
    await waitFor(() => expect(screen.queryByText("form.pdf")).toBeNull());
    expect(resolves()).toBe(0);
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(resolves()).toBe(1));
    way.mockRestore();
    expect(sent(server)).toMatchObject([{ text: "attached" }]);
  });

  test("the palette runs what it names", async () => {
    const { user, server } = await renderApp(ada);
    await user.click(await composer());
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("textbox", { name: "What do you want to do?" }), "give back");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(server.shop.rows[0]?.stage).toBe("bot"));
  });

  test("a lost connection is said after a moment and keeps what is written", async () => {
    const { user, server } = await renderApp(ada);
    const field = await composer();
    await waitFor(() => expect(server.sockets.size).toBe(1));
    server.scene = "offline";
    act(() => [...server.sockets].forEach((socket) => socket.cut()));
    await user.type(field, "still here{Enter}");
    expect(await screen.findByText("Sending…")).toBeVisible();
    expect(await screen.findByText(/What you write is kept/)).toBeVisible();
    server.scene = "";
    await user.click(screen.getByRole("button", { name: "Now" }));
    await waitFor(() => expect(screen.queryByText("Sending…")).toBeNull(), { timeout: 5_000 });
    expect(sent(server).filter((frame) => frame.text === "still here")).toHaveLength(1);
  });
});
