/** The server's limit for a message, in bytes of UTF-8. */
const longest = 16_384;

/** By how much a text is too long: in characters, roughly, since nobody counts bytes. 0 = it fits. */
export function overLimit(text: string): number {
  if (text.length * 3 <= longest) return 0;
  const bytes = new TextEncoder().encode(text.trim()).length;
  if (bytes <= longest) return 0;
  return Math.max(1, Math.ceil((bytes - longest) / (bytes / text.length)));
}

interface Key {
  key: string;
  shiftKey: boolean;
  isComposing: boolean;
  keyCode: number;
}

/**
 * Enter sends and Shift+Enter breaks the line, but an Enter that picks a candidate of an input method
 * belongs to the input method. Safari ends the composition before that key event: it is told by key code 229.
 */
export const sendsOn = (event: Key, composing: boolean) =>
  event.key === "Enter" && !event.shiftKey && !event.isComposing && !composing && event.keyCode !== 229;
