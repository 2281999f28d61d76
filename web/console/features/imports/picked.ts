import type { Picked } from "./api/imports";

/** Files from a file or folder field. A folder's own name says nothing within it. */
export function fromField(list: FileList): Picked[] {
  return [...list].map((file) => ({ file, path: file.webkitRelativePath.split("/").slice(1).join("/") || file.name }));
}

/** Files and folders that were dropped. */
export async function fromDrop(transfer: DataTransfer): Promise<Picked[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const alone = entries.length === 1 && entries[0]?.isDirectory;
  const found = await Promise.all(entries.map((entry) => walk(entry, alone ? "" : entry.name)));
  return found.flat();
}

async function walk(entry: FileSystemEntry, path: string): Promise<Picked[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ file, path: path || file.name }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const all: FileSystemEntry[] = [];
  // A reader gives some entries at a time and ends with none.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    all.push(...some);
  }
  const below = await Promise.all(all.map((one) => walk(one, path ? `${path}/${one.name}` : one.name)));
  return below.flat();
}

/** What is worth sending: articles and the pictures that they may show, no hidden files. In one order, so that the next import names archives the same. */
export function worthSending(files: Picked[]): Picked[] {
  const parts = /(^|\/)\.|\.(svg|ico|css|js|woff2?|ttf|mp4|webm)$/i;
  return files.filter(({ path }) => !parts.test(path)).sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** A source's name from what was chosen: the folder's, or the first file's without its ending. */
export function nameOf(files: Picked[]): string {
  const first = files[0];
  if (!first) return "";
  const folder = first.file.webkitRelativePath.split("/")[0];
  return (folder || first.file.name.replace(/\.[^.]+$/, "")).slice(0, 120);
}
