import { Button } from "@mantine/core";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { bindingOf, bindingOverrides, defaultBindings, rebind, resetBindings, type ActionId } from "@console/shared/actions/bindings";
import { chordOf, isTaken } from "@console/shared/actions/chord";
import { useStore } from "@console/shared/state/use-store";
import { Kbd } from "@console/shared/ui/kbd";
import { Dialog } from "@console/shared/ui/dialog";
import css from "./palette.module.css";

const ids = Object.keys(defaultBindings) as ActionId[];

/** All chords, each to be changed by pressing another one. */
export function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const overrides = useStore(bindingOverrides);
  const [listening, setListening] = useState<ActionId>();
  const [taken, setTaken] = useState(false);

  const press = (event: KeyboardEvent) => {
    if (!listening || event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return setListening(undefined);
    if (event.key === "Backspace" || event.key === "Delete") return bind("");
    const chord = chordOf(event.nativeEvent);
    if (chord) bind(chord);
  };
  const bind = (chord: string) => {
    if (!listening) return;
    const refused = chord !== "" && isTaken(chord);
    setTaken(refused);
    if (refused) return;
    rebind(listening, chord);
    setListening(undefined);
  };

  return (
    <Dialog opened onClose={onClose} title={t("action.shortcuts")} size={460} closeOnEscape={!listening}>
      <p className={css.hint}>{t("shortcuts.hint")}</p>
      {taken && (
        <p className={css.taken} role="alert">
          {t("shortcuts.taken")}
        </p>
      )}
      <ul className={css.shortcuts}>
        {ids.map((id) => (
          <li key={id} className={css.binding}>
            <span className={css.label}>{t(`shortcut.${id}`)}</span>
            <button
              type="button"
              className={css.change}
              data-listening={listening === id || undefined}
              aria-label={t("shortcuts.change", { action: t(`shortcut.${id}`), chord: bindingOf(id) || t("shortcuts.nothing") })}
              onClick={() => setListening(listening === id ? undefined : id)}
              onKeyDown={press}
              onBlur={() => setListening(undefined)}
            >
              {listening === id ? t("shortcuts.press") : bindingOf(id) ? <Kbd chord={bindingOf(id)} /> : t("shortcuts.nothing")}
            </button>
          </li>
        ))}
      </ul>
      {Object.keys(overrides).length > 0 && (
        <div className={css.foot}>
          <Button variant="default" onClick={resetBindings}>
            {t("shortcuts.reset")}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
