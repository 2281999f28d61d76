import { useTranslation } from "react-i18next";
import type { Member } from "@console/shared/api/types";
import { Avatar } from "@console/shared/ui/avatar";
import { optionId } from "./canned-menu";
import css from "./composer.module.css";

interface Props {
  id: string;
  found: readonly Member[];
  active: number;
  onPick(member: Member): void;
}

/** The colleagues that an "@" may call. The composer keeps the focus and drives it. */
export function MentionMenu({ id, found, active, onPick }: Props) {
  const { t } = useTranslation("handling");
  const { t: common } = useTranslation();
  return (
    <div className={css.canned}>
      <p className={css.cannedTitle}>{t("mention.title")}</p>
      {found.length === 0 && <p className={css.cannedNone}>{t("mention.none")}</p>}
      <ul id={id} role="listbox" aria-label={t("mention.title")}>
        {found.map((member, at) => (
          <li
            key={member.id}
            id={optionId(id, at)}
            role="option"
            aria-selected={at === active}
            className={css.colleague}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onPick(member)}
            onKeyDown={() => undefined}
          >
            <Avatar id={member.id} name={member.name} size={24} />
            <span className={css.cannedName}>{member.name}</span>
            <span className={css.presence}>{common(`presence.${member.presence}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
