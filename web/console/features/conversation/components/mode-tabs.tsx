import { useTranslation } from "react-i18next";
import type { Detail, ListRow } from "@console/shared/api/types";
import type { Mode } from "@console/shared/live/watched";
import css from "./composer.module.css";

interface Props {
  mode: Mode;
  onChange(mode: Mode): void;
  /** Chosen by hand rather than walked over with the keys: the next thing is to write. */
  onPicked(): void;
  row: ListRow;
  me: string;
  /** Another agent's conversation: only a note may be written. */
  locked: boolean;
  /** Where replies also go. */
  followUp: Detail["follow_up"];
}

const modes: Mode[] = ["reply", "note"];

export function ModeTabs({ mode, onChange, onPicked, row, me, locked, followUp }: Props) {
  const { t } = useTranslation();
  const hint = useHint(row, me, locked, followUp);
  return (
    <div className={css.modes}>
      <div role="radiogroup" aria-label={t("composer.mode")} className={css.tabs}>
        {modes.map((one) => (
          <label key={one} className={css.tab} data-mode={one}>
            <input type="radio" name="composer-mode" className={css.radio} disabled={locked && one === "reply"} checked={mode === one} onChange={() => onChange(one)} onClick={(event) => event.detail > 0 && onPicked()} />
            {t(`composer.${one}`)}
          </label>
        ))}
      </div>
      <p className={css.hint}>{mode === "note" && !locked ? t("composer.note_private") : hint}</p>
    </div>
  );
}

/** What a reply will do besides being sent, said before it is written. */
function useHint(row: ListRow, me: string, locked: boolean, followUp: Detail["follow_up"]): string {
  const { t } = useTranslation();
  if (row.stage === "bot") return t("composer.takes_from_bot");
  if (row.stage === "waiting") return t("composer.takes_from_queue");
  if (row.stage === "resolved") return t("composer.resolved");
  if (row.agent_id && row.agent_id !== me) return t(locked ? "composer.held_locked" : "composer.held_by", { name: row.agent_name ?? t("speaker.short_agent") });
  if (followUp?.open) return t(followUp.failure ? `composer.mail_${followUp.failure}` : "composer.mail", { email: followUp.email });
  return "";
}
