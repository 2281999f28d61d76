import { EditorSelection } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

export const pictureKinds = "image/png,image/jpeg,image/gif,image/webp";

/** Keeps a file and gives the address by which a text names it. */
export type Keep = (file: File) => Promise<string>;

/** What to call a picture until somebody describes it: its file's name, in words. */
export function describe(name: string): string {
  return name
    .replace(/\.[^.]*$/, "")
    .replace(/[-_]+/g, " ")
    .replace(/[[\]\\]/g, "")
    .trim();
}

let begun = 0;

/**
 * Puts pictures into the text where they were dropped. Each has a placeholder while it is on its way, and
 * then its description is selected: that is what is left to write.
 */
export async function insertPictures(view: EditorView, files: File[], keep: Keep, waiting: (name: string) => string, at = view.state.selection.main.head): Promise<void> {
  const marks = files.map((file) => `![${waiting(describe(file.name))} ${++begun}]()`);
  const line = view.state.doc.lineAt(at);
  const before = line.text.slice(0, at - line.from).trim() ? "\n\n" : "";
  const after = line.text.slice(at - line.from).trim() ? "\n\n" : "\n";
  view.dispatch({ changes: { from: at, insert: `${before}${marks.join("\n\n")}${after}` }, userEvent: "input" });
  await Promise.all(
    files.map(async (file, n) => {
      const label = describe(file.name);
      const address = await keep(file).catch(() => undefined);
      swap(view, marks[n] ?? "", address ? `![${label}](${address})` : "", label.length);
    }),
  );
}

/** The placeholder may have moved, or be gone, since somebody went on writing. */
function swap(view: EditorView, mark: string, by: string, label: number): void {
  const from = view.state.doc.toString().indexOf(mark);
  if (from < 0) return;
  const still = view.state.selection.main.empty && view.hasFocus;
  view.dispatch({
    changes: { from, to: from + mark.length, insert: by },
    selection: by && still ? EditorSelection.range(from + 2, from + 2 + label) : undefined,
    userEvent: "input",
  });
}

const picturesOf = (transfer: DataTransfer | null): File[] => [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));

/** Pictures that are pasted or dropped into the text. */
export function pictureDrops(onPictures: (view: EditorView, files: File[], at?: number) => void) {
  return EditorView.domEventHandlers({
    paste(event, view) {
      const files = picturesOf(event.clipboardData);
      if (files.length === 0 || event.clipboardData?.types.includes("text/plain")) return false;
      onPictures(view, files);
      return true;
    },
    drop(event, view) {
      const files = picturesOf(event.dataTransfer);
      if (files.length === 0) return false;
      event.preventDefault();
      onPictures(view, files, view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? undefined);
      return true;
    },
  });
}
