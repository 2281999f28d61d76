import { Download, X } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Attached } from "@shared/files/upload";
import { fileSize, fitted, sentFromHere } from "@shared/files/uploads";
import { useChat } from "@widget/shared/context";
import { IconButton } from "@widget/shared/ui/button";

interface Props {
  files: readonly Attached[];
  /** Undefined while the message is on its way. */
  conversation: string | undefined;
}

/** What came with a message: pictures to look at, anything else to save. */
export function Files({ files, conversation }: Props) {
  return (
    <ul class="files">
      {files.map((file) => (
        <li key={file.id}>{file.width ? <Picture file={file} conversation={conversation} /> : <Document file={file} conversation={conversation} />}</li>
      ))}
    </ul>
  );
}

interface FileProps {
  file: Attached;
  conversation: string | undefined;
}

function Picture({ file, conversation }: FileProps) {
  const { t } = useChat();
  const url = usePicture(file, conversation);
  const large = useRef<HTMLDialogElement>(null);
  if (url === "failed") return <p class="file-failed">{t("file.failed")}</p>;
  return (
    <>
      <button type="button" class="picture" aria-label={t("file.open", { name: file.name })} disabled={!url} onClick={() => large.current?.showModal()}>
        {/* The size is known before the bytes are: nothing jumps when they come. */}
        <img src={url || undefined} alt="" {...fitted(file, 240, 220)} />
      </button>
      {/* Escape closes the picture, not the chat. */}
      <dialog ref={large} class="picture-large" aria-label={file.name} onKeyDown={(event) => event.key === "Escape" && event.stopPropagation()}>
        <IconButton label={t("file.close")} class="picture-close" onClick={() => large.current?.close()}>
          <X size={18} strokeWidth={1.75} aria-hidden />
        </IconButton>
        {url && <img src={url} alt={file.name} />}
      </dialog>
    </>
  );
}

/** Where a picture is shown from; "" until it is here. */
function usePicture({ id }: Attached, conversation: string | undefined): string {
  const { session } = useChat();
  const here = sentFromHere.get(id);
  const [fetched, setFetched] = useState("");
  useEffect(() => {
    if (here || !conversation) return;
    let current = true;
    session.fetchFile(conversation, id).then(
      (blob) => {
        sentFromHere.set(id, URL.createObjectURL(blob));
        if (current) setFetched(sentFromHere.get(id) ?? "");
      },
      () => current && setFetched("failed"),
    );
    return () => {
      current = false;
    };
  }, [here, conversation, id, session]);
  return here ?? fetched;
}

function Document({ file, conversation }: FileProps) {
  const { session, t, lang } = useChat();
  const [failed, setFailed] = useState(false);
  const save = async () => {
    setFailed(false);
    try {
      const url = URL.createObjectURL(await session.fetchFile(conversation ?? "", file.id));
      Object.assign(document.createElement("a"), { href: url, download: file.name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch {
      setFailed(true);
    }
  };
  return (
    <>
      <button type="button" class="document" disabled={!conversation} aria-label={t("file.save", { name: file.name })} onClick={() => void save()}>
        <span class="document-name">{file.name}</span>
        <span class="document-size">{fileSize(file.bytes, lang)}</span>
        <Download size={16} strokeWidth={1.75} aria-hidden />
      </button>
      {failed && (
        <p class="file-failed" role="alert">
          {t("file.failed")}
        </p>
      )}
    </>
  );
}
