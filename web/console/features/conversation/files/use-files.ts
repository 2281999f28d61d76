import { useEffect, useMemo, useState, type ClipboardEvent } from "react";
import { allKept, filesOf, mostFiles } from "@shared/files/uploads";
import { useWorkspace } from "@console/shared/session/session";
import { picks } from "@console/shared/state/uploads";
import { useStore } from "@console/shared/state/use-store";

/** The files of the next reply: picked, pasted, or dropped anywhere on the page. Notes take none. */
export function useFiles(conversation: string, takes: boolean) {
  const workspace = useWorkspace().id;
  const uploads = useMemo(() => picks.of(workspace, conversation), [workspace, conversation]);
  const picked = useStore(uploads.list);
  const [dropping, setDropping] = useState(false);
  useEffect(() => {
    if (!takes) return;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setDropping(true);
    };
    const out = (event: DragEvent) => !event.relatedTarget && setDropping(false);
    const drop = (event: DragEvent) => {
      if (filesOf(event.dataTransfer).length > 0) event.preventDefault();
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
  }, [uploads, takes]);
  const onPaste = (event: ClipboardEvent) => {
    const pasted = filesOf(event.clipboardData);
    if (!takes || pasted.length === 0) return;
    event.preventDefault();
    uploads.add(pasted);
  };
  const list = takes ? picked : [];
  return { uploads, list, ready: allKept(list), full: list.length >= mostFiles, dropping, onPaste };
}
