import { useEffect, useMemo, useState } from "preact/hooks";
import { takeDrops } from "@shared/files/drops";
import { Uploads } from "@shared/files/uploads";
import { useChat, useStore } from "@widget/shared/context";

/** The files of the next message, also those that are dropped anywhere on the chat. */
export function useUploads() {
  const { session, t } = useChat();
  const uploads = useMemo(
    () => new Uploads({ send: (file) => session.bring(file), failed: () => t("file.not_sent"), tooLarge: () => t("file.too_large") }),
    [session, t],
  );
  const [dropping, setDropping] = useState(false);
  useEffect(() => session.sitting.subscribe(uploads.clear), [session, uploads]);
  useEffect(() => takeDrops(setDropping, (files) => uploads.add(files)), [uploads]);
  return { uploads, list: useStore(uploads.list), dropping };
}
