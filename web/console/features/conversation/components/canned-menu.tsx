import { useTranslation } from "react-i18next";
import type { CannedReply } from "@console/shared/api/types";
import css from "./composer.module.css";

interface Props {
  id: string;
  replies: readonly CannedReply[];
  active: number;
  onPick(reply: CannedReply): void;
}

export const optionId = (id: string, at: number) => `${id}-${at}`;

/** The list above the composer while a "/" is typed. The composer keeps the focus and drives it. */
export function CannedMenu({ id, replies, active, onPick }: Props) {
  const { t } = useTranslation();
  return (
    <div className={css.canned}>
      <p className={css.cannedTitle}>{t("composer.canned")}</p>
      {replies.length === 0 && <p className={css.cannedNone}>{t("composer.canned_none")}</p>}
      <ul id={id} role="listbox" aria-label={t("composer.canned")}>
        {replies.map((reply, at) => (
          <li
            key={reply.id}
            id={optionId(id, at)}
            role="option"
            aria-selected={at === active}
            className={css.cannedReply}
            // The press must not take the focus out of the text.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onPick(reply)}
            onKeyDown={() => undefined}
          >
            <span className={css.cannedName}>{reply.title}</span>
            <span className={css.cannedShortcut}>/{reply.shortcut.replace(/^\//, "")}</span>
            <span className={css.cannedBody} lang={reply.lang}>
              {reply.body}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
