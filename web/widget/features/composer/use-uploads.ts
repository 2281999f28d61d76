import { useEffect, useMemo, useState } from "preact/hooks";
import { filesOf, Uploads } from "@shared/files/uploads";
import { useChat, useStore } from "@widget/shared/context";

/** The files of the next message, also those that are dropped anywhere on the chat. */
export function useUploads() {
  const { session, t } = useChat();
  const uploads = useMemo(
    () => new Uploads({ send: (file) => session.bring(file), failed: () => t("file.not_sent"), tooLarge: () => t("file.too_large") }),
    [session, t],
  );
  const [dropping, setDropping] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setDropping(true);
    };
    const out = (event: DragEvent) => !event.relatedTarget && setDropping(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setDropping(false);
      uploads.add(filesOf(event.dataTransfer));
    };
    document.addEventListener("dragover", over);
    document.addEventListener("dragleave", out);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", over);
      document.removeEventListener("dragleave", out);
      document.removeEventListener("drop", drop);
    };
  }, [uploads]);
  return { uploads, list: useStore(uploads.list), dropping };
}
