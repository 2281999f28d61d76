import { useEffect, useMemo, useState, type ClipboardEvent } from "react";
import { takeDrops } from "@shared/files/drops";
import { anyToSend, mostFiles, pastedFiles, settled } from "@shared/files/uploads";
import { useWorkspace } from "@console/shared/session/session";
import { picks } from "@console/shared/state/uploads";
import { useStore } from "@console/shared/state/use-store";

/** The files of the next reply: picked, pasted, or dropped anywhere on the page. Notes take none. */
export function useFiles(conversation: string, takes: boolean) {
  const workspace = useWorkspace().id;
  const uploads = useMemo(() => picks.of(workspace, conversation), [workspace, conversation]);
  const picked = useStore(uploads.list);
  const [dropping, setDropping] = useState(false);
  useEffect(() => (takes ? takeDrops(setDropping, (files) => uploads.add(files)) : undefined), [uploads, takes]);
  const onPaste = (event: ClipboardEvent) => {
    const pasted = pastedFiles(event.clipboardData);
    if (!takes || pasted.length === 0) return;
    event.preventDefault();
    uploads.add(pasted);
  };
  const list = takes ? picked : [];
  return { uploads, list, ready: settled(list), any: anyToSend(list), full: list.length >= mostFiles, dropping, onPaste };
}
