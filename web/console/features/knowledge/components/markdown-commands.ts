import { EditorSelection, type ChangeSpec } from "@codemirror/state";
import type { Command, EditorView, KeyBinding } from "@codemirror/view";

/** Puts marks around the selection, or takes them away again. */
export const wrap =
  (mark: string): Command =>
  (view) => {
    const change = view.state.changeByRange((range) => {
      const { from, to } = range;
      const outer = view.state.sliceDoc(from - mark.length, from) === mark && view.state.sliceDoc(to, to + mark.length) === mark;
      if (outer) {
        const changes = [{ from: from - mark.length, to: from }, { from: to, to: to + mark.length }];
        return { changes, range: EditorSelection.range(from - mark.length, to - mark.length) };
      }
      return { changes: [{ from, insert: mark }, { from: to, insert: mark }], range: EditorSelection.range(from + mark.length, to + mark.length) };
    });
    view.dispatch(change, { userEvent: "input" });
    return done(view);
  };

/** Begins each selected line with a prefix, or takes it away where all have it. */
export const prefix =
  (text: string | ((line: number) => string)): Command =>
  (view) => {
    const { doc, selection } = view.state;
    const first = doc.lineAt(selection.main.from).number;
    const last = doc.lineAt(selection.main.to).number;
    const of = (at: number) => (typeof text === "string" ? text : text(at - first + 1));
    const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const all = numbers.every((at) => doc.line(at).text.startsWith(of(at)));
    const changes: ChangeSpec[] = numbers.map((at) => {
      const line = doc.line(at);
      return all ? { from: line.from, to: line.from + of(at).length } : { from: line.from, insert: of(at) };
    });
    view.dispatch({ changes, userEvent: "input" });
    return done(view);
  };

export const link: Command = (view) => {
  const { from, to } = view.state.selection.main;
  const text = view.state.sliceDoc(from, to);
  const address = "https://";
  view.dispatch({
    changes: { from, to, insert: `[${text}](${address})` },
    // The next thing to type is what is missing: the text, or else the address.
    selection: text ? EditorSelection.range(from + text.length + 3, from + text.length + 3 + address.length) : EditorSelection.cursor(from + 1),
    userEvent: "input",
  });
  return done(view);
};

/** Puts an empty table after the line, its first cell selected. */
export const table: Command = (view) => {
  const line = view.state.doc.lineAt(view.state.selection.main.head);
  const before = line.text.trim() ? "\n\n" : "";
  const insert = `${before}| A | B |\n| --- | --- |\n|  |  |\n`;
  const cell = line.to + before.length + 2;
  view.dispatch({ changes: { from: line.to, insert }, selection: EditorSelection.range(cell, cell + 1), userEvent: "input" });
  return done(view);
};

function done(view: EditorView): true {
  view.focus();
  return true;
}

export const markdownKeys: KeyBinding[] = [
  { key: "Mod-b", run: wrap("**") },
  { key: "Mod-i", run: wrap("*") },
  { key: "Mod-e", run: wrap("`") },
];
