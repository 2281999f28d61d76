import { Button, Menu } from "@mantine/core";
import { AtSign, ChevronDown, CircleCheck, Paperclip, SendHorizontal, SquareSlash } from "lucide-react";
import { lazy, Suspense, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useBinding } from "@console/shared/actions/use-actions";
import { loadTexts } from "@console/shared/i18n/i18n";
import type { Mode } from "@console/shared/live/watched";
import { IconButton } from "@console/shared/ui/icon-button";
import { Kbd } from "@console/shared/ui/kbd";
import type { useFiles } from "../files/use-files";
import css from "./composer.module.css";
import { EmojiButton } from "./emoji-button";

interface Props {
  empty: boolean;
  mode: Mode;
  resolved: boolean;
  files: ReturnType<typeof useFiles>;
  onEmoji(emoji: string): void;
  onSlash(): void;
  onAt(): void;
  onSendAndResolve(): void;
  onSendAndSnooze(until: Date): void;
}

const SendLater = lazy(async () => {
  const [items] = await Promise.all([import("./send-later"), loadTexts("handling")]);
  return { default: items.SendLater };
});

export function ComposerBar({ empty, mode, resolved, files, onEmoji, onSlash, onAt, onSendAndResolve, onSendAndSnooze }: Props) {
  const { t } = useTranslation();
  const chord = useBinding("send_and_resolve");
  const note = mode === "note";
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className={css.bar}>
      <IconButton icon={SquareSlash} label={t("composer.canned")} onClick={onSlash} />
      {!note && !resolved && (
        <>
          <IconButton icon={Paperclip} label={t("composer.attach")} disabled={files.full} onClick={() => picker.current?.click()} />
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            aria-label={t("composer.attach")}
            onChange={({ currentTarget }) => {
              files.uploads.add(currentTarget.files ?? []);
              currentTarget.value = ""; // the same file may be picked again
            }}
          />
        </>
      )}
      <EmojiButton onPick={onEmoji} />
      {note && <IconButton icon={AtSign} label={t("composer.mention")} onClick={onAt} />}
      <span className={css.keys}>{t("composer.keys")}</span>
      <div className={css.send}>
        <Button type="submit" size="xs" disabled={empty} className={css.main} data-note={note || undefined} rightSection={<SendHorizontal size={14} aria-hidden />}>
          {t(note ? "composer.add_note" : "composer.send")}
        </Button>
        {!note && !resolved && (
          <Menu position="top-end">
            <Menu.Target>
              <Button size="xs" className={css.more} aria-label={t("composer.more")} disabled={empty}>
                <ChevronDown size={14} aria-hidden />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<CircleCheck size={16} />} rightSection={<Kbd chord={chord} />} onClick={onSendAndResolve}>
                {t("action.send_and_resolve")}
              </Menu.Item>
              <Suspense fallback={null}>
                <SendLater onSnooze={onSendAndSnooze} />
              </Suspense>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </div>
  );
}
