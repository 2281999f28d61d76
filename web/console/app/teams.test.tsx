import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { renderApp } from "@console/testing/render-app";

const page = "/w/juniper/settings/teams";

describe("teams", () => {
  test("a team is made with its agents and keeps the workspace's hours", async () => {
    const { user, server } = await renderApp(page);
    await user.click(await screen.findByRole("button", { name: "New team" }));
    const dialog = await screen.findByRole("dialog", { name: "New team" });
    await user.type(within(dialog).getByRole("textbox", { name: /Name/ }), "Night");
    await user.click(within(dialog).getByRole("checkbox", { name: "林晓雨" }));
    await user.click(within(dialog).getByRole("button", { name: "Create team" }));
    expect(await screen.findByRole("button", { name: /Night.*1 agent/ })).toBeVisible();
    expect(server.shop.services.some((one) => one.team_id === server.shop.teams.at(-1)?.id)).toBe(false);
  });

  test("a team's own hours are sent as they stand, and nothing that is only told", async () => {
    const { user, server } = await renderApp(page);
    await user.click(await screen.findByRole("button", { name: /Returns and warranty/ }));
    const dialog = await screen.findByRole("dialog", { name: "Returns and warranty" });
    await user.click(within(dialog).getByRole("button", { name: "Add hours on Saturday" }));
    await user.click(within(dialog).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(server.calls.find((call) => call.method === "PUT" && call.path.endsWith("/service"))?.body).toBeDefined());
    const body = server.calls.find((call) => call.method === "PUT" && call.path.endsWith("/service"))?.body as unknown as { calendar: { week: unknown[][] } };
    expect(body.calendar.week[6]).toEqual([{ from: "09:00", until: "18:00" }]);
    expect(Object.keys(body).sort()).not.toContain("closed");
  });

  test("before a team ends it is said what becomes of those who wait", async () => {
    const { user, server } = await renderApp(page);
    await user.click(await screen.findByRole("button", { name: /Orders and delivery/ }));
    await user.click(await screen.findByRole("button", { name: "Delete team" }));
    const ask = await screen.findByRole("alertdialog");
    expect(ask).toHaveTextContent("waits for anybody");
    expect(server.shop.teams).toHaveLength(2);
    await user.click(within(ask).getByRole("button", { name: "Delete team" }));
    await waitFor(() => expect(server.shop.teams).toHaveLength(1));
  });

  test("who is no admin reads and changes nothing", async () => {
    await renderApp(page, "agent");
    expect(await screen.findByText("Only an admin can change this.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "New team" })).toBeNull();
    expect(screen.getByRole("textbox", { name: "Capacity of Mei Tan" })).toBeDisabled();
  });
});
