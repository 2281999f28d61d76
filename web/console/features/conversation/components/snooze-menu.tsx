import { Menu } from "@mantine/core";
import { Moon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { loadTexts } from "@console/shared/i18n/i18n";
import { IconButton } from "@console/shared/ui/icon-button";

const SnoozeChoices = lazy(async () => {
  const [choices] = await Promise.all([import("./snooze-choices"), loadTexts("handling")]);
  return { default: choices.SnoozeChoices };
});

const SnoozeDialog = lazy(async () => ({ default: (await import("./snooze-dialog")).SnoozeDialog }));

interface Props {
  until?: string;
  onSnooze(until: Date | undefined): void;
  opened: boolean;
  onOpened(opened: boolean): void;
}

export function SnoozeMenu({ until, onSnooze, opened, onOpened }: Props) {
  const { t } = useTranslation();
  const [picking, setPicking] = useState(false);
  return (
    <>
      <Menu position="bottom-end" width={280} opened={opened} onChange={onOpened}>
        <Menu.Target>
          <IconButton icon={Moon} label={t("action.snooze")} action="snooze" />
        </Menu.Target>
        <Menu.Dropdown>
          <Suspense fallback={null}>{opened && <SnoozeChoices until={until} onSnooze={onSnooze} onPick={() => setPicking(true)} />}</Suspense>
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>{picking && <SnoozeDialog onSnooze={onSnooze} onClose={() => setPicking(false)} />}</Suspense>
    </>
  );
}
