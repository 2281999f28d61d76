import { expect, test } from "vitest";
import { fromField, nameOf, worthSending } from "./picked";

const file = (name: string, folder = "") => Object.defineProperty(new File(["x"], name), "webkitRelativePath", { value: folder });

test("a folder's own name is the source's, not part of the paths", () => {
  const files = fromField([file("b.md", "help/en/b.md"), file("a.md", "help/en/a.md")] as unknown as FileList);
  expect(files.map(({ path }) => path)).toEqual(["en/b.md", "en/a.md"]);
  expect(nameOf(files)).toBe("help");
});

test("single files keep their names", () => {
  const files = fromField([file("faq.2026.csv")] as unknown as FileList);
  expect(files[0]?.path).toBe("faq.2026.csv");
  expect(nameOf(files)).toBe("faq.2026");
});

test("styles and hidden files stay at home, pictures come along, and the order is always the same", () => {
  const files = ["en/b.md", ".git/config", "logo.PNG", "site.css", "en/a.md", "en/.DS_Store"].map((path) => ({ path, file: file(path) }));
  expect(worthSending(files).map(({ path }) => path)).toEqual(["en/a.md", "en/b.md", "logo.PNG"]);
});
