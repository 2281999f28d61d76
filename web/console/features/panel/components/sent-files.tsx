import { Paperclip } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Brief } from "@console/shared/api/types";
import { showMessage } from "@console/shared/state/desk";
import css from "./brief.module.css";

/** The files that the visitor has sent; each leads to the message it came with. */
export function SentFiles({ files, conversation }: { files: NonNullable<Brief["files"]>; conversation: string }) {
  const { t } = useTranslation();
  return (
    <div>
      <p className={css.label}>{t("brief.files")}</p>
      <ul className={css.facts}>
        {files.map(({ name, seq }, at) => (
          <li key={at}>
            <button type="button" className={css.fact} title={t("fact.show")} onClick={() => showMessage(conversation, seq)}>
              <Paperclip size={14} aria-hidden />
              <span className={css.value}>{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
