import { File as FileIcon, X } from "lucide-preact";
import { fileSize, type Picked, type Uploads } from "@shared/files/uploads";
import { useChat } from "@widget/shared/context";

/** What goes with the next message, with how far it has come. */
export function PickedFiles({ uploads, list }: { uploads: Uploads; list: readonly Picked[] }) {
  const { t, lang } = useChat();
  return (
    <ul class="picked" aria-label={t("composer.files")}>
      {list.map(({ key, file, preview, share, kept, failure, refused }) => (
        <li key={key} class={`picked-file ${failure ? "is-failed" : ""}`}>
          {preview ? <img class="picked-mark" src={preview} alt="" /> : <FileIcon class="picked-mark" size={16} strokeWidth={1.75} aria-hidden />}
          <span class="picked-name">{file.name}</span>
          {failure ? (
            <span class="picked-failure" role="alert">
              {failure}{" "}
              {!refused && (
                <button type="button" class="text-button" onClick={() => uploads.retry(key)}>
                  {t("thread.retry")}
                </button>
              )}
            </span>
          ) : (
            <span class="picked-size">{fileSize(file.size, lang)}</span>
          )}
          <button type="button" class="picked-remove" aria-label={t("composer.remove", { name: file.name })} onClick={() => uploads.remove(key)}>
            <X size={14} strokeWidth={2} aria-hidden />
          </button>
          {!kept && !failure && <progress class="picked-share" aria-label={file.name} value={share} />}
        </li>
      ))}
    </ul>
  );
}
