import type { components } from "../api/schema.gen";

/** A file that came with a message, or is kept for one. */
export type Attached = components["schemas"]["Attached"];

export interface Upload {
  url: string;
  headers: Record<string, string>;
  file: File;
  /** How much has gone, 0 to 1. */
  onShare(share: number): void;
  signal: AbortSignal;
}

/** What the server said of a file that it did not take; "" if it said nothing. `refused`: it will not take it another time either. */
export class NotTaken extends Error {
  constructor(
    message: string,
    readonly refused = false,
  ) {
    super(message);
  }
}

const refusals = new Set([400, 413, 415, 422]);

/** Sends a file. Only XMLHttpRequest tells how far it has come. */
export function upload({ url, headers, file, onShare, signal }: Upload): Promise<Attached> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.responseType = "json";
    const all = { "Content-Type": "application/octet-stream", "File-Name": encodeURIComponent(file.name).slice(0, 2000), ...headers };
    for (const [name, value] of Object.entries(all)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total);
    request.onload = () => {
      if (request.status === 201) return resolve(request.response as Attached);
      reject(new NotTaken((request.response as { title?: string } | null)?.title ?? "", refusals.has(request.status)));
    };
    request.onerror = () => reject(new NotTaken(""));
    request.onabort = () => reject(new NotTaken(""));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
