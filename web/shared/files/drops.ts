import { filesOf } from "./uploads";

/** Takes the files that are dropped anywhere on the page, until the function that it gives is called. */
export function takeDrops(dropping: (now: boolean) => void, take: (files: File[]) => void): () => void {
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    dropping(true);
  };
  const out = (event: DragEvent) => !event.relatedTarget && dropping(false);
  const drop = (event: DragEvent) => {
    const files = filesOf(event.dataTransfer);
    dropping(false);
    if (files.length === 0) return;
    event.preventDefault();
    take(files);
  };
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", out);
  document.addEventListener("drop", drop);
  return () => {
    document.removeEventListener("dragover", over);
    document.removeEventListener("dragleave", out);
    document.removeEventListener("drop", drop);
  };
}
