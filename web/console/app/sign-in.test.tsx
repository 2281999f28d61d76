import { screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { renderApp } from "@console/testing/render-app";

describe("sign-in", () => {
  test("leads back to where one wanted to go", async () => {
    const { user } = await renderApp("/w/juniper/inbox/bot", "signed-out");
    await user.type(await screen.findByLabelText("E-mail"), "mei.tan@juniper.example");
    await user.type(screen.getByLabelText("Password"), "right");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    await waitFor(() => expect(location.pathname).toBe("/w/juniper/inbox/bot"));
  });

  test("says what is wrong in the server's words and keeps the address", async () => {
    const { user } = await renderApp("/sign-in", "signed-out");
    await user.type(await screen.findByLabelText("E-mail"), "mei.tan@juniper.example");
    await user.type(screen.getByLabelText("Password"), "wrong");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("do not fit");
    expect(screen.getByLabelText("E-mail")).toHaveValue("mei.tan@juniper.example");
  });

  test("a link that would lead elsewhere is not followed", async () => {
    const { user } = await renderApp("/sign-in?next=//evil.example", "signed-out");
    await user.type(await screen.findByLabelText("E-mail"), "mei.tan@juniper.example");
    await user.type(screen.getByLabelText("Password"), "right");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    await waitFor(() => expect(location.pathname).toBe("/w/juniper/inbox/mine"));
  });
});

describe("first run", () => {
  test("makes the workspace's address from its name and signs in", async () => {
    const { user, server } = await renderApp("/", "setup");
    await user.type(await screen.findByLabelText("Set-up token"), "printed-token");
    await user.type(screen.getByLabelText("Workspace"), "Juniper & Co.");
    expect(screen.getByLabelText("Address")).toHaveValue("juniper-co");
    await user.type(screen.getByLabelText("Your name"), "Mei Tan");
    await user.type(screen.getByLabelText("E-mail"), "mei.tan@juniper.example");
    await user.type(screen.getByLabelText("Password"), "short");
    await user.click(screen.getByRole("button", { name: "Set up Firstline" }));
    expect(await screen.findByText("Use at least 10 characters.")).toBeVisible();
    await user.type(screen.getByLabelText("Password"), " no longer");
    await user.click(screen.getByRole("button", { name: "Set up Firstline" }));
    await waitFor(() => expect(location.pathname).toBe("/w/juniper/inbox/mine"));
    expect(server.calls.find((call) => call.path === "/v1/setup" && call.method === "POST")?.body).toMatchObject({ workspace_slug: "juniper-co", locale: "en" });
  });
});
