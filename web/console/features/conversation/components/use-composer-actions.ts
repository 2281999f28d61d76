import { MessageSquareReply, NotebookPen, SendHorizontal } from "lucide-react";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useActions } from "@console/shared/actions/use-actions";
import type { Mode } from "@console/shared/live/watched";

interface Options {
  field: RefObject<HTMLTextAreaElement | null>;
  sendAndResolve(): void;
  toMode(mode: Mode): void;
}

export function useComposerActions({ field, sendAndResolve, toMode }: Options): void {
  const { t } = useTranslation();
  const to = (mode: Mode) => () => {
    toMode(mode);
    field.current?.focus();
  };
  useActions([
    { id: "reply", binding: "reply", label: t("action.reply"), group: "conversation", icon: MessageSquareReply, run: to("reply") },
    { id: "note", binding: "note", label: t("action.note"), group: "conversation", icon: NotebookPen, run: to("note") },
    {
      id: "send_and_resolve",
      binding: "send_and_resolve",
      label: t("action.send_and_resolve"),
      group: "conversation",
      icon: SendHorizontal,
      whileTyping: true,
      run: sendAndResolve,
    },
  ]);
}
