import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { defineLanguageFacet, HighlightStyle, Language, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { GFM, parser } from "@lezer/markdown";
import { pictureDrops } from "../pictures";
import { markdownKeys } from "./markdown-commands";

// The language package would bring HTML, CSS and JavaScript along; the bare parser is all an article needs.
const data = defineLanguageFacet({ commentTokens: { block: { open: "<!--", close: "-->" } } });
const language = new Language(data, parser.configure(GFM), [], "markdown");

const look = HighlightStyle.define([
  { tag: tags.heading1, fontSize: "20px", fontWeight: "600", lineHeight: "28px" },
  { tag: tags.heading2, fontSize: "17px", fontWeight: "600", lineHeight: "26px" },
  { tag: tags.heading3, fontWeight: "600" },
  { tag: tags.strong, fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: tags.link, color: "var(--fl-accent-text)" },
  { tag: tags.url, color: "var(--fl-text-3)" },
  { tag: tags.monospace, fontFamily: "var(--fl-mono)", fontSize: "0.9em" },
  { tag: tags.quote, color: "var(--fl-text-2)" },
  { tag: [tags.processingInstruction, tags.contentSeparator], color: "var(--fl-text-3)" },
]);

const theme = EditorView.theme({
  "&": { fontSize: "15px", color: "var(--fl-text)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": { fontFamily: "var(--fl-font)", lineHeight: "24px", padding: "8px 0 120px", caretColor: "var(--fl-text)" },
  ".cm-line": { padding: "0" },
  ".cm-scroller": { overflow: "visible", fontFamily: "inherit" },
  ".cm-placeholder": { color: "var(--fl-text-3)" },
  ".cm-cursor": { borderLeftColor: "var(--fl-text)" },
});

interface Options {
  text: string;
  label: string;
  hint: string;
  lang: string;
  onChange(text: string): void;
  onPictures(view: EditorView, files: File[], at?: number): void;
}

export function createEditor(parent: HTMLElement, { text, label, hint, lang, onChange, onPictures }: Options): EditorView {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(nonce),
        history(),
        language,
        syntaxHighlighting(look),
        theme,
        placeholder(hint),
        EditorView.lineWrapping,
        pictureDrops(onPictures),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "true", lang }),
        keymap.of([...markdownKeys, ...defaultKeymap, ...historyKeymap]),
        EditorView.updateListener.of((update) => {
          const fromOutside = update.transactions.some((one) => one.isUserEvent("replace"));
          if (update.docChanged && !fromOutside) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
}

export function replaceText(view: EditorView, text: string): void {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: "replace" });
}

