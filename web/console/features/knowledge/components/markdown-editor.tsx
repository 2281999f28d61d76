import { useEffect, useEffectEvent, useRef } from "react";
import type { EditorView } from "@codemirror/view";
import { useTranslation } from "react-i18next";
import { useKeepPicture } from "../api/keep-picture";
import { insertPictures } from "../pictures";
import css from "./editor.module.css";
import { createEditor, replaceText } from "./codemirror";
import { Toolbar } from "./toolbar";

interface Props {
  value: string;
  /** A new one means that the text was replaced from outside, not typed here. */
  version: number;
  lang: string;
  onChange(text: string): void;
}

/** Edits Markdown as it is: what is not touched stays byte for byte, with its look shown in place. */
export function MarkdownEditor({ value, version, lang, onChange }: Props) {
  const { t } = useTranslation();
  const { t: library } = useTranslation("library");
  const { mutateAsync: keep } = useKeepPicture();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | undefined>(undefined);
  const typed = useRef(value);
  const changed = useEffectEvent((text: string) => {
    typed.current = text;
    onChange(text);
  });
  const pictures = useEffectEvent((editor: EditorView, files: File[], at?: number) => void insertPictures(editor, files, keep, (name) => library("editor.picture_waits", { name }), at));
  const label = t("article.body");
  const hint = t("article.body_hint");

  useEffect(() => {
    if (!host.current) return;
    const editor = createEditor(host.current, { text: typed.current, label, hint, lang, onChange: (text) => changed(text), onPictures: (view, files, at) => pictures(view, files, at) });
    view.current = editor;
    return () => editor.destroy();
  }, [label, hint, lang]);

  useEffect(() => {
    if (view.current && value !== typed.current) {
      typed.current = value;
      replaceText(view.current, value);
    }
  }, [value, version]);

  return (
    <div className={css.markdown}>
      <Toolbar
        editor={() => view.current}
        onPictures={(files) => {
          if (view.current) void insertPictures(view.current, files, keep, (name) => library("editor.picture_waits", { name }));
        }}
      />
      <div ref={host} className={css.host} />
    </div>
  );
}
