import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { renderApp } from "@console/testing/render-app";

const late = "/w/juniper/knowledge/01930015-0000-7000-8000-000000000001";
const title = () => screen.findByRole("textbox", { name: "Title" }, { timeout: 20_000 });
const saves = (server: Awaited<ReturnType<typeof renderApp>>["server"]) => server.calls.filter((call) => call.method === "PUT");

describe("knowledge", () => {
  test("an edit saves itself over the version it was made from", async () => {
    const { user, server } = await renderApp(late);
    await user.type(await title(), " today");
    await waitFor(() => expect(saves(server)).toHaveLength(1), { timeout: 20_000 });
    expect(saves(server)[0]?.body).toMatchObject({ title: "My parcel is late today", version: 7 });
    expect(await screen.findByText("Saved")).toBeVisible();
    expect(localStorage.getItem("firstline.article.01930015-0000-7000-8000-000000000001")).toBeNull();
  });

  test("a newer version shows both texts and never overwrites by itself", async () => {
    const { user, server } = await renderApp(late);
    const field = await title();
    Object.assign(server.shop.articles[0] ?? {}, { version: 8, title: "My parcel is very late" });
    await user.type(field, " today");
    const dialog = await screen.findByRole("dialog", { name: "Two versions" }, { timeout: 20_000 });
    await within(dialog).findByText("very", { exact: false, selector: "del" });
    expect(server.shop.articles[0]?.title).toBe("My parcel is very late");
    await user.click(within(dialog).getByRole("button", { name: "Keep mine" }));
    await waitFor(() => expect(server.shop.articles[0]).toMatchObject({ title: "My parcel is late today", version: 9 }));
    expect(server.calls.find((call) => call.path.endsWith("/revisions") && call.method === "POST")?.body, "the text that lost").toMatchObject({ title: "My parcel is very late" });
  });

  test("what is written after publishing is saved over what was published", async () => {
    const { user, server } = await renderApp(late);
    await user.type(await title(), " today");
    await user.click(screen.getByRole("button", { name: "Publish changes" }));
    await waitFor(() => expect(server.shop.articles[0]).toMatchObject({ changed: false, version: 9 }), { timeout: 20_000 });
    await user.type(await title(), " again");
    await waitFor(() => expect(server.shop.articles[0]).toMatchObject({ title: "My parcel is late today again", version: 10 }), { timeout: 20_000 });
    expect(screen.queryByRole("dialog", { name: "Two versions" })).toBeNull();
  });

  test("the test box shows the answer, the ranking and why something was left out", async () => {
    const { user } = await renderApp("/w/juniper/knowledge");
    await user.type(await screen.findByRole("textbox", { name: "Question" }, { timeout: 20_000 }), "parcel late tracking{Enter}");
    expect(await screen.findByText("The bot answers")).toBeVisible();
    expect(screen.getByRole("region", { name: "Ranking" })).toBeVisible();
    expect(screen.getAllByText(/^Left out:/).length).toBeGreaterThan(0);
  });

  test("an earlier state is restored as the draft", async () => {
    const { user } = await renderApp(late);
    await title();
    await user.click(screen.getByRole("button", { name: "Revisions" }));
    const dialog = await screen.findByRole("dialog", { name: "Revisions" });
    await user.click(await within(dialog).findByRole("button", { name: /#5/ }));
    await user.click(within(dialog).getByRole("button", { name: "Restore as draft" }));
    await waitFor(async () => expect(await title()).toHaveValue("My parcel is late?"));
  });

  test("a collection is named in one language after the other", async () => {
    const { user, server } = await renderApp(late);
    await user.click(await screen.findByRole("button", { name: "Collections" }, { timeout: 20_000 }));
    const dialog = await screen.findByRole("dialog", { name: "Collections" }, { timeout: 20_000 });
    const [name, zh] = await within(dialog).findAllByRole("textbox");
    await user.clear(name as HTMLElement);
    await user.type(name as HTMLElement, "Parcels");
    await user.tab();
    await within(dialog).findByRole("textbox", { name: "Name of “Parcels”" });
    expect(zh, "the field that was gone to while the other was saved").toHaveFocus();
    await user.keyboard("包裹");
    await user.tab();
    await waitFor(() => expect(server.shop.collections[0]).toMatchObject({ name: "Parcels", names: { zh: "包裹" } }));
  });
});
