import { Command, Keyboard } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useActions } from "@console/shared/actions/use-actions";
import { paletteOpen } from "@console/shared/state/desk";
import { useStore } from "@console/shared/state/use-store";

const PaletteList = lazy(async () => ({ default: (await import("./palette-list")).PaletteList }));
const ShortcutsDialog = lazy(async () => ({ default: (await import("./shortcuts-dialog")).ShortcutsDialog }));

/** Everything that can be done now, by typing its name; and the list of chords behind "?". */
export function Palette() {
  const { t } = useTranslation();
  const open = useStore(paletteOpen);
  const [shortcuts, setShortcuts] = useState(false);
  useActions([
    { id: "palette", binding: "palette", label: t("action.palette"), group: "app", icon: Command, whileTyping: true, hidden: true, run: () => paletteOpen.set(true) },
    { id: "shortcuts", binding: "shortcuts", label: t("action.shortcuts"), group: "app", icon: Keyboard, run: () => setShortcuts(true) },
  ]);
  return (
    <Suspense fallback={null}>
      {open && <PaletteList onClose={() => paletteOpen.set(false)} />}
      {shortcuts && <ShortcutsDialog onClose={() => setShortcuts(false)} />}
    </Suspense>
  );
}
