import { expect, test, vi } from "vitest";
import { NotTaken, type Attached } from "./upload";
import { anyToSend, fileSize, fitted, largestFile, mostFiles, pastedFiles, settled, Uploads } from "./uploads";

const file = (name: string, size = 3) => ({ name, size, type: "text/plain" }) as File;
const attached = (name: string): Attached => ({ id: `id of ${name}`, name, media: "text/plain", bytes: 3 });

function setup() {
  const waiting = new Map<string, { ok(): void; fail(said: string, refused?: boolean): void; signal: AbortSignal; share(n: number): void }>();
  const send = vi.fn(({ file, onShare, signal }: { file: File; onShare(n: number): void; signal: AbortSignal }) =>
    new Promise<Attached>((resolve, reject) => {
      waiting.set(file.name, { ok: () => resolve(attached(file.name)), fail: (said, refused) => reject(new NotTaken(said, refused)), signal, share: onShare });
    }),
  );
  const uploads = new Uploads({ send, failed: () => "failed", tooLarge: () => "too large" });
  const answered = () => new Promise((resolve) => setTimeout(resolve));
  return { uploads, waiting, send, answered, list: () => uploads.list.get() };
}

test("files are sent at once and named when all are kept", async () => {
  const { uploads, waiting, answered, list } = setup();
  uploads.add([file("a"), file("b")]);
  waiting.get("a")?.share(0.5);
  expect(list().map(({ share }) => share)).toEqual([0.5, 0]);
  waiting.get("b")?.ok();
  await answered();
  expect(settled(list())).toBe(false);
  waiting.get("a")?.ok();
  await answered();
  expect(settled(list())).toBe(true);
  expect(uploads.take().map(({ id }) => id)).toEqual(["id of a", "id of b"]);
  expect(list()).toEqual([]);
});

test("what failed says why, and goes again", async () => {
  const { uploads, waiting, answered, list } = setup();
  uploads.add([file("a")]);
  waiting.get("a")?.fail("No such kind.");
  await answered();
  expect(list()[0]?.failure).toBe("No such kind.");
  uploads.retry(list()[0]?.key ?? 0);
  expect(list()[0]?.failure).toBeUndefined();
  waiting.get("a")?.fail("");
  await answered();
  expect(list()[0]?.failure).toBe("failed");
});

test("what was not taken holds nothing back, and stays where it may yet be taken", async () => {
  const { uploads, waiting, answered, list } = setup();
  uploads.add([file("a.exe"), file("b"), file("c")]);
  waiting.get("a.exe")?.fail("Not here.", true);
  waiting.get("b")?.fail("");
  await answered();
  expect(settled(list())).toBe(false);
  waiting.get("c")?.ok();
  await answered();
  expect([settled(list()), anyToSend(list())]).toEqual([true, true]);
  expect(uploads.take().map(({ name }) => name)).toEqual(["c"]);
  expect(list().map(({ file }) => file.name)).toEqual(["b"]);
  expect(anyToSend(list())).toBe(false);
});

test("what is taken out stops, what is too large or too much does not start", () => {
  const { uploads, waiting, send, list } = setup();
  uploads.add([file("a")]);
  uploads.remove(list()[0]?.key ?? 0);
  expect(waiting.get("a")?.signal.aborted).toBe(true);
  uploads.add([file("large", largestFile + 1)]);
  expect(list()[0]?.failure).toBe("too large");
  expect(send).toHaveBeenCalledTimes(1);
  uploads.add(Array.from({ length: 9 }, (_, n) => file(String(n))));
  expect(list()).toHaveLength(mostFiles);
});

test("of words with a picture of them, as office programs copy, the words are pasted", () => {
  const pasted = (...types: string[]) => pastedFiles({ types, files: [file("a.png")] } as unknown as DataTransfer).length;
  expect([pasted("Files"), pasted("text/plain", "Files"), pasted("text/html", "Files")]).toEqual([1, 1, 1]);
  expect(pasted("text/plain", "text/html", "text/rtf", "Files")).toBe(0);
});

test("pictures fit, and are never enlarged", () => {
  const of = (width: number, height: number) => fitted({ ...attached("a"), width, height }, 240, 200);
  expect([of(480, 100), of(100, 400), of(20, 10), of(9000, 1)]).toEqual([
    { width: 240, height: 50 },
    { width: 50, height: 200 },
    { width: 20, height: 10 },
    { width: 240, height: 1 },
  ]);
});

test("sizes as people write them", () => {
  expect([fileSize(900, "en"), fileSize(12_345, "en"), fileSize(1_250_000, "en")]).toEqual(["1 kB", "12 kB", "1.3 MB"]);
});
