import { Value } from "../live/store";
import { NotTaken, type Attached, type Upload } from "./upload";

/** A file that goes with the next message. */
export interface Picked {
  key: number;
  file: File;
  /** Where a picture is shown from before it is sent. */
  preview?: string;
  /** How much has gone, 0 to 1. */
  share: number;
  kept?: Attached;
  /** Why it was not taken, in the person's language. */
  failure?: string;
  /** It would not be taken another time either. */
  refused?: boolean;
}

export interface UploadsOptions {
  send(upload: Pick<Upload, "file" | "onShare" | "signal">): Promise<Attached>;
  /** What is said where the server said nothing. */
  failed(): string;
  tooLarge(): string;
}

/** The server takes no more in a message, and nothing larger. */
export const mostFiles = 5;
export const largestFile = 10 << 20;

/** Pictures that were sent from here need not be fetched to be shown. */
export const sentFromHere = new Map<string, string>();

/** What a person has picked for the next message: sent at once, named by the message once none is on its way. */
export class Uploads {
  readonly list = new Value<readonly Picked[]>([]);
  private readonly going = new Map<number, AbortController>();
  private last = 0;

  constructor(private readonly options: UploadsOptions) {}

  /** Takes as many as still fit. */
  add(files: Iterable<File>): void {
    for (const file of files) {
      if (this.list.get().length >= mostFiles) return;
      const picked: Picked = { key: ++this.last, file, share: 0 };
      if (/^image\/(png|jpeg|gif|webp)$/.test(file.type)) picked.preview = URL.createObjectURL(file);
      this.list.update((list) => [...list, picked]);
      void this.start(picked);
    }
  }

  retry = (key: number): void => {
    const picked = this.list.get().find((one) => one.key === key);
    if (picked) void this.start(picked);
  };

  remove = (key: number): void => {
    this.going.get(key)?.abort();
    const preview = this.list.get().find((one) => one.key === key)?.preview;
    if (preview) URL.revokeObjectURL(preview);
    this.list.update((list) => list.filter((one) => one.key !== key));
  };

  /** Nothing is picked any more, and what was on its way is not sent. */
  clear = (): void => this.list.get().forEach(({ key }) => this.remove(key));

  /** What the message names. What failed and may yet be taken stays, in sight. */
  take(): Attached[] {
    const kept = this.list.get().flatMap(({ kept, preview }) => {
      if (kept && preview) sentFromHere.set(kept.id, preview);
      return kept ? [kept] : [];
    });
    this.list.get().forEach(({ key, refused }) => refused && this.remove(key));
    this.list.update((list) => list.filter(({ failure }) => failure));
    return kept;
  }

  private async start({ key, file }: Picked): Promise<void> {
    if (file.size > largestFile) return this.change(key, { failure: this.options.tooLarge(), refused: true });
    const abort = new AbortController();
    this.going.set(key, abort);
    this.change(key, { share: 0, failure: undefined });
    try {
      const kept = await this.options.send({ file, signal: abort.signal, onShare: (share) => this.change(key, { share }) });
      this.change(key, { share: 1, kept });
    } catch (error) {
      const { message, refused } = error instanceof NotTaken ? error : new NotTaken("");
      this.change(key, { failure: message || this.options.failed(), refused });
    } finally {
      this.going.delete(key);
    }
  }

  private change(key: number, change: Partial<Picked>): void {
    this.list.update((list) => list.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }
}

/** None is on its way. A file that was not taken holds no message back. */
export const settled = (list: readonly Picked[]) => list.every(({ kept, failure }) => Boolean(kept ?? failure));

/** A message has, or will have, something to name. */
export const anyToSend = (list: readonly Picked[]) => list.some(({ failure }) => !failure);

/** The files of a drop; none if it brings only text. */
export const filesOf = (data: DataTransfer | null): File[] => [...(data?.files ?? [])];

/** The files of a paste. Office programs add a picture of the words that were copied; then the words are meant. */
export const pastedFiles = (data: DataTransfer): File[] => (["text/plain", "text/html"].every((type) => data.types.includes(type)) ? [] : filesOf(data));

/** The size that a picture is shown at: as it is, or as large as fits. Known before its bytes are, so nothing jumps. */
export function fitted({ width = 0, height = 0 }: Attached, maxWidth: number, maxHeight: number): { width: number; height: number } {
  const scale = Math.min(1, maxWidth / width, maxHeight / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** "1.2 MB", as the language writes it. */
export function fileSize(bytes: number, lang: string): string {
  const large = bytes >= 1_000_000;
  const size = large ? bytes / 1_000_000 : Math.max(1, bytes / 1000);
  return new Intl.NumberFormat(lang, { style: "unit", unit: large ? "megabyte" : "kilobyte", unitDisplay: "short", maximumFractionDigits: large ? 1 : 0 }).format(size);
}
