import { Popover } from "@mantine/core";
import { Smile } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { loadTexts } from "@console/shared/i18n/i18n";
import { IconButton } from "@console/shared/ui/icon-button";

const EmojiPicker = lazy(async () => {
  const [picker] = await Promise.all([import("../files/emoji-picker"), loadTexts("files")]);
  return { default: picker.EmojiPicker };
});

export function EmojiButton({ onPick }: { onPick(emoji: string): void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="top-start" trapFocus>
      <Popover.Target>
        <IconButton icon={Smile} label={t("composer.emoji")} aria-haspopup="dialog" onClick={() => setOpen(!open)} />
      </Popover.Target>
      <Popover.Dropdown p={0} bg="var(--fl-raised)" bd={0} aria-label={t("composer.emoji")}>
        <Suspense fallback={null}>
          {open && (
            <EmojiPicker
              onPick={(emoji) => {
                setOpen(false);
                onPick(emoji);
              }}
            />
          )}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
