import { File as FileIcon, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { fileSize, type Picked, type Uploads } from "@shared/files/uploads";
import { IconButton } from "@console/shared/ui/icon-button";
import css from "./files.module.css";

/** What goes with the next reply, with how far it has come. */
export function PickedFiles({ uploads, list }: { uploads: Uploads; list: readonly Picked[] }) {
  const { t, i18n } = useTranslation("files");
  return (
    <ul className={css.picked} aria-label={t("picked")}>
      {list.map(({ key, file, preview, share, kept, failure, refused }) => (
        <li key={key} className={css.pick}>
          {preview ? <img className={css.mark} src={preview} alt="" /> : <FileIcon className={css.mark} size={16} aria-hidden />}
          <span className={css.name} title={file.name}>
            {file.name}
          </span>
          <span className={css.size}>{fileSize(file.size, i18n.language)}</span>
          <IconButton icon={X} iconSize={14} size="sm" label={t("remove", { name: file.name })} onClick={() => uploads.remove(key)} />
          {failure && (
            <p className={css.failure} role="alert">
              {failure}{" "}
              {!refused && (
                <button type="button" className={css.again} onClick={() => uploads.retry(key)}>
                  {t("again")}
                </button>
              )}
            </p>
          )}
          {!kept && !failure && <progress className={css.share} aria-label={file.name} value={share} />}
        </li>
      ))}
    </ul>
  );
}
