import type { Command, EditorView } from "@codemirror/view";
import { FileButton } from "@mantine/core";
import { Bold, Code, Heading2, ImagePlus, Italic, Link, List, ListOrdered, Table, TextQuote, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@console/shared/ui/icon-button";
import { pictureKinds } from "../pictures";
import css from "./editor.module.css";
import { link, prefix, table, wrap } from "./markdown-commands";

const buttons = [
  { name: "heading", icon: Heading2, run: prefix("## ") },
  { name: "bold", icon: Bold, run: wrap("**") },
  { name: "italic", icon: Italic, run: wrap("*") },
  { name: "code", icon: Code, run: wrap("`") },
  { name: "link", icon: Link, run: link },
  { name: "list", icon: List, run: prefix("- ") },
  { name: "numbers", icon: ListOrdered, run: prefix((line) => `${line}. `) },
  { name: "quote", icon: TextQuote, run: prefix("> ") },
] as const satisfies { name: string; icon: LucideIcon; run: Command }[];

interface Props {
  editor(): EditorView | undefined;
  onPictures(files: File[]): void;
}

export function Toolbar({ editor, onPictures }: Props) {
  const { t } = useTranslation();
  const { t: library } = useTranslation("library");
  return (
    <div className={css.toolbar} role="toolbar" aria-label={t("editor.toolbar")}>
      {buttons.map(({ name, icon, run }) => (
        <IconButton
          key={name}
          icon={icon}
          label={t(`editor.${name}`)}
          // The press must not take the selection out of the text.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => {
            const view = editor();
            if (view) run(view);
          }}
        />
      ))}
      <IconButton
        icon={Table}
        label={library("editor.table")}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => {
          const view = editor();
          if (view) table(view);
        }}
      />
      <FileButton multiple accept={pictureKinds} onChange={onPictures} inputProps={{ "aria-label": library("editor.picture") }}>
        {(props) => <IconButton {...props} icon={ImagePlus} label={library("editor.picture")} onPointerDown={(event) => event.preventDefault()} />}
      </FileButton>
    </div>
  );
}
