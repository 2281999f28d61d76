import { Menu } from "@mantine/core";
import { Moon } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { loadTexts } from "@console/shared/i18n/i18n";
import { IconButton } from "@console/shared/ui/icon-button";

const SnoozeChoices = lazy(async () => {
  const [choices] = await Promise.all([import("./snooze-choices"), loadTexts("handling")]);
  return { default: choices.SnoozeChoices };
});

interface Props {
  until?: string;
  onSnooze(until: Date | undefined): void;
  opened: boolean;
  onOpened(opened: boolean): void;
}

export function SnoozeMenu({ until, onSnooze, opened, onOpened }: Props) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" width={280} opened={opened} onChange={onOpened}>
      <Menu.Target>
        <IconButton icon={Moon} label={t("action.snooze")} action="snooze" />
      </Menu.Target>
      <Menu.Dropdown>
        <Suspense fallback={null}>{opened && <SnoozeChoices until={until} onSnooze={onSnooze} onClose={() => onOpened(false)} />}</Suspense>
      </Menu.Dropdown>
    </Menu>
  );
}
