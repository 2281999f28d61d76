import { Button, FileButton } from "@mantine/core";
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Picked } from "../api/imports";
import { fromDrop, fromField, worthSending } from "../picked";
import css from "./imports.module.css";

const accept = ".md,.markdown,.mdx,.txt,.html,.htm,.pdf,.docx,.csv,.tsv,.zip";

interface Props {
  files: Picked[];
  disabled: boolean;
  onPicked(files: Picked[]): void;
}

/** Takes files or a folder, dropped or chosen. */
export function DropZone({ files, disabled, onPicked }: Props) {
  const { t, i18n } = useTranslation("library");
  const [over, setOver] = useState(false);
  const folder = useRef<HTMLInputElement>(null);
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  const [unit, scale] = size < 1e6 ? (["kilobyte", 1e3] as const) : (["megabyte", 1e6] as const);
  const shown = new Intl.NumberFormat(i18n.language, { style: "unit", unit, maximumFractionDigits: 1 }).format(size / scale);
  const take = (found: Picked[]) => onPicked(worthSending(found));
  return (
    <div
      className={css.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!disabled) void fromDrop(event.dataTransfer).then(take);
      }}
    >
      <FileUp size={20} aria-hidden />
      <p className={css.dropTitle} role="status">
        {files.length ? t("imports.picked", { count: files.length, size: shown }) : t("imports.drop")}
      </p>
      <p className={css.hint}>{t("imports.kinds")}</p>
      <div className={css.pick}>
        <FileButton multiple accept={accept} onChange={(list) => take(list.map((file) => ({ file, path: file.name })))} disabled={disabled} inputProps={{ "aria-label": t("imports.choose") }}>
          {(props) => (
            <Button {...props} variant="default" size="xs">
              {t("imports.choose")}
            </Button>
          )}
        </FileButton>
        <Button variant="default" size="xs" disabled={disabled} onClick={() => folder.current?.click()}>
          {t("imports.choose_folder")}
        </Button>
        <input
          ref={folder}
          type="file"
          hidden
          aria-label={t("imports.choose_folder")}
          {...{ webkitdirectory: "" }}
          onChange={(event) => event.currentTarget.files && take(fromField(event.currentTarget.files))}
        />
      </div>
    </div>
  );
}
