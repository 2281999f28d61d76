import { useCallback, useState } from "preact/hooks";
import { recall, remember } from "@widget/shared/session/browser-store";

/** What was typed survives a reload and a click to the shop's next page. */
export function useSavedDraft(prefix: string): [string, (text: string) => void] {
  const key = `${prefix}draft`;
  const [text, setText] = useState(() => recall(key) ?? "");
  const change = useCallback(
    (next: string) => {
      setText(next);
      remember(key, next || undefined);
    },
    [key],
  );
  return [text, change];
}
