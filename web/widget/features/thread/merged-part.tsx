import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useChat } from "@widget/shared/context";
import { taken, type Api } from "@widget/shared/session/api";
import type { VisitorEvent } from "@shared/live/visitor-frames";
import { threadItems, type ThreadItem } from "./thread-model";

interface Props {
  item: Extract<ThreadItem, { type: "merged" }>;
  draw(item: ThreadItem): ComponentChildren;
}

/** The conversation that goes on here, folded away: what was said in it is not lost. */
export function MergedPart({ item, draw }: Props) {
  const { session, t } = useChat();
  const [open, setOpen] = useState(false);
  const [items, setItems] = useState<ThreadItem[] | "loading" | "failed">("loading");
  useEffect(() => {
    if (!open) return;
    let current = true;
    readAll(session.api, item.from).then(
      // It did not end by being resolved.
      (events) => current && setItems(threadItems(events, undefined, []).filter(({ type }) => type !== "resolved")),
      () => current && setItems("failed"),
    );
    return () => {
      current = false;
    };
  }, [open, item.from, session]);
  return (
    <li class="merged">
      <p class="line">{t("merged.title")}</p>
      <button type="button" class="merged-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t("merged.hide") : t("merged.show", { count: item.messages })}
      </button>
      {open && items === "failed" && <p class="line">{t("merged.failed")}</p>}
      {open && Array.isArray(items) && (
        <ol class="merged-log" aria-label={t("merged.label")}>
          {items.map((part) => draw(part.type === "message" ? { ...part, seq: undefined } : part))}
        </ol>
      )}
    </li>
  );
}

/** A log that has ended, page by page. */
async function readAll(api: Api, conversation: string): Promise<VisitorEvent[]> {
  const events: VisitorEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.seq ?? 0;
    const page = await taken(api.GET("/v1/visitor/conversations/{conversation}/events", { params: { path: { conversation }, query: { after } } }));
    events.push(...(page.events as VisitorEvent[]));
    if (page.events.length < 200) return events;
  }
}
