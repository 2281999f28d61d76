import { Spotlight, spotlight } from "@mantine/spotlight";
import { Command, Keyboard, Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bindingOf } from "@console/shared/actions/bindings";
import type { Action } from "@console/shared/actions/registry";
import { useActions, useAllActions } from "@console/shared/actions/use-actions";
import { Kbd } from "@console/shared/ui/kbd";
import css from "./palette.module.css";
import { ShortcutsDialog } from "./shortcuts-dialog";

const groups = ["conversation", "go", "app"] as const;

/** Everything that can be done now, by typing its name; and the list of chords behind "?". */
export function Palette() {
  const { t } = useTranslation();
  const [shortcuts, setShortcuts] = useState(false);
  useActions([
    { id: "palette", binding: "palette", label: t("action.palette"), group: "app", icon: Command, whileTyping: true, hidden: true, run: spotlight.toggle },
    { id: "shortcuts", binding: "shortcuts", label: t("action.shortcuts"), group: "app", icon: Keyboard, run: () => setShortcuts(true) },
  ]);
  return (
    <>
      <List />
      {shortcuts && <ShortcutsDialog onClose={() => setShortcuts(false)} />}
    </>
  );
}

function List() {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = useAllActions().filter((action) => !action.hidden && words.every((word) => action.label.toLowerCase().includes(word)));
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={420}
      transitionProps={{ duration: 120, transition: "pop" }}
      classNames={{ content: css.content, body: css.body, overlay: css.overlay, inner: css.inner }}
    >
      <Spotlight.Search placeholder={t("palette.search")} aria-label={t("palette.search")} leftSection={<Search size={16} aria-hidden />} classNames={{ input: css.search }} />
      <Spotlight.ActionsList classNames={{ actionsList: css.list }}>
        {groups.map((group) => {
          const actions = shown.filter((action) => action.group === group);
          return (
            actions.length > 0 && (
              <Spotlight.ActionsGroup key={group} label={t(`palette.${group}`)} classNames={{ actionsGroup: css.group }}>
                {actions.map((action) => (
                  <Entry key={action.id} action={action} />
                ))}
              </Spotlight.ActionsGroup>
            )
          );
        })}
        {shown.length === 0 && <Spotlight.Empty>{t("palette.none")}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Entry({ action }: { action: Action }) {
  const Icon = action.icon ?? Command;
  return (
    <Spotlight.Action onClick={() => action.run()} className={css.action}>
      <Icon size={16} aria-hidden />
      <span className={css.label}>{action.label}</span>
      {action.binding && <Kbd chord={bindingOf(action.binding)} />}
    </Spotlight.Action>
  );
}
