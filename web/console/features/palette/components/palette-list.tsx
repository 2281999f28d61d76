import "@console/shared/ui/modal-styles";
import "@mantine/spotlight/styles.css";
import { Spotlight } from "@mantine/spotlight";
import { Command, Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bindingOf } from "@console/shared/actions/bindings";
import type { Action } from "@console/shared/actions/registry";
import { useAllActions } from "@console/shared/actions/use-actions";
import { Kbd } from "@console/shared/ui/kbd";
import css from "./palette.module.css";

// Reaches the scroll area inside, which its type does not tell: a list that scrolls must take the focus.
const scrollable: object = { viewportProps: { tabIndex: 0 } };

const groups = ["conversation", "go", "app"] as const;

/** The list itself, with the parts of Mantine that only it needs: fetched when it is first asked for. */
export function PaletteList({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = useAllActions().filter((action) => !action.hidden && words.every((word) => action.label.toLowerCase().includes(word)));
  return (
    <Spotlight.Root
      forceOpened
      onSpotlightClose={onClose}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      lockScroll={false}
      attributes={{ content: { "aria-label": t("action.palette") } }}
      transitionProps={{ duration: 120, transition: "pop" }}
      classNames={{ content: css.content, body: css.body, overlay: css.overlay, inner: css.inner }}
    >
      <Spotlight.Search placeholder={t("palette.search")} aria-label={t("palette.search")} leftSection={<Search size={16} aria-hidden />} classNames={{ input: css.search }} />
      <Spotlight.ActionsList {...scrollable} classNames={{ actionsList: css.list }}>
        {groups.map((group) => {
          const actions = shown.filter((action) => action.group === group);
          return (
            actions.length > 0 && (
              <Spotlight.ActionsGroup key={group} label={t(`palette.${group}`)} classNames={{ actionsGroup: css.group }}>
                {actions.map((action) => (
                  <Entry key={action.id} action={action} onClose={onClose} />
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

function Entry({ action, onClose }: { action: Action; onClose(): void }) {
  const Icon = action.icon ?? Command;
  const run = () => {
    onClose();
    action.run();
  };
  return (
    <Spotlight.Action onClick={run} className={css.action} closeSpotlightOnTrigger={false}>
      <Icon size={16} aria-hidden />
      <span className={css.label}>{action.label}</span>
      {action.binding && <Kbd chord={bindingOf(action.binding)} />}
    </Spotlight.Action>
  );
}
