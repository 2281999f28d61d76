import { EditorView } from "@codemirror/view";
import { expect, test } from "vitest";
import { describe, insertPictures } from "./pictures";
import { servedFrom } from "./pictures-of";

const file = (name: string) => new File(["x"], name, { type: "image/png" });
const id = "0b0e7a3c-7f0e-4d52-9b5e-0a2f6d1c4e11";

test("a picture is named by its file until somebody describes it", () => {
  expect(describe("parcel-label_2[1].png")).toBe("parcel label 21");
  expect(describe(".png")).toBe("");
});

test("only kept pictures are served", () => {
  const served = servedFrom("ws");
  expect(served(`/files/${id}`)).toBe(`/files/ws/${id}`);
  for (const other of ["https://evil.test/a.png", `//evil.test/files/${id}`, `/files/${id}?x`, "/v1/session", ""]) expect(served(other)).toBeUndefined();
});

test("pictures take their placeholders' places, whatever was typed meanwhile, and leave none where they fail", async () => {
  const view = new EditorView({ doc: "One two" });
  view.dispatch({ selection: { anchor: 3 } });
  const keeping = insertPictures(view, [file("the-label.png"), file("broken.png")], async ({ name }) => (name === "broken.png" ? Promise.reject(new Error("no")) : `/files/${id}`), (name) => `Uploading ${name}`);
  expect(view.state.doc.toString()).toMatch(/^One\n\n!\[Uploading the label \d+\]\(\)\n\n!\[Uploading broken \d+\]\(\)\n\n two$/);
  view.dispatch({ changes: { from: 0, insert: "Zero. " } });
  await keeping;
  expect(view.state.doc.toString()).toBe(`Zero. One\n\n![the label](/files/${id})\n\n\n\n two`);
});
