import { X } from "lucide-preact";
import { useChat, useStore } from "@widget/shared/context";
import { IconButton } from "@widget/shared/ui/button";

/** An action that did not work, in the server's words where it had some. */
export function Notice() {
  const { actions, t } = useChat();
  const notice = useStore(actions.notice);
  if (!notice) return null;
  return (
    <div class="notice" role="alert">
      <p>{notice}</p>
      <IconButton label={t("header.close")} onClick={() => actions.notice.set(undefined)}>
        <X size={14} strokeWidth={1.75} aria-hidden />
      </IconButton>
    </div>
  );
}
