import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Attached } from "@shared/files/upload";
import { fileSize, fitted, sentFromHere } from "@shared/files/uploads";
import { useWorkspace } from "@console/shared/session/session";
import css from "./files.module.css";

interface Props {
  files: readonly Attached[];
  /** Whose log they are in; undefined while the message is on its way. */
  conversation: string | undefined;
}

/** What came with a message: pictures to look at, anything else to save. */
export function AttachedFiles({ files, conversation }: Props) {
  const { t, i18n } = useTranslation("files");
  const workspace = useWorkspace().id;
  const address = (id: string) => conversation && `/v1/workspaces/${workspace}/conversations/${conversation}/attachments/${id}`;
  return (
    <ul className={css.attached}>
      {files.map((file) => (
        <li key={file.id}>
          {file.width && file.height ? (
            <a className={css.picture} href={address(file.id)} target="_blank" rel="noreferrer" aria-label={t("open", { name: file.name })} title={file.name}>
              <img src={sentFromHere.get(file.id) ?? address(file.id)} alt="" loading="lazy" {...fitted(file, 320, 240)} />
            </a>
          ) : (
            <a className={css.document} href={address(file.id)} download={file.name} aria-label={t("save", { name: file.name })}>
              <span className={css.name}>{file.name}</span>
              <span className={css.size}>{fileSize(file.bytes, i18n.language)}</span>
              <Download size={16} aria-hidden />
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
