import { ArrowLeft, SquarePen } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { plainText } from "@shared/text/plain-text";
import { useChat } from "@widget/shared/context";
import { taken, type VisitorConversation } from "@widget/shared/session/api";
import { Button, IconButton } from "@widget/shared/ui/button";
import { clock, dayOf, weekday } from "@widget/shared/ui/times";

/** The visitor's conversations, newest first, and the way to a new one. */
export function HistoryPanel({ onClose }: { onClose(): void }) {
  const { session, t } = useChat();
  const rows = useConversations();
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const open = (conversation: string | undefined) => {
    session.client.open(conversation);
    onClose();
  };
  return (
    <section class="history" aria-label={t("history.title")}>
      <div class="sub-header">
        <IconButton buttonRef={back} label={t("header.back")} onClick={onClose}>
          <ArrowLeft size={18} strokeWidth={1.75} aria-hidden />
        </IconButton>
        <h2 class="sub-header-title">{t("history.title")}</h2>
      </div>
      {rows === "failed" && <p class="empty">{t("history.failed")}</p>}
      {Array.isArray(rows) && rows.length === 0 && <p class="empty">{t("history.empty")}</p>}
      <ul class="history-list">
        {Array.isArray(rows) && rows.map((row) => <HistoryRow key={row.id} row={row} onOpen={() => open(row.id)} />)}
      </ul>
      <div class="history-foot">
        <Button look="primary" onClick={() => open(undefined)}>
          <SquarePen size={15} strokeWidth={1.75} aria-hidden />
          {t("history.new")}
        </Button>
      </div>
    </section>
  );
}

function HistoryRow({ row, onOpen }: { row: VisitorConversation; onOpen(): void }) {
  const { t, lang, session } = useChat();
  const at = new Date(row.last_at);
  const stage = row.stage === "person" ? t("history.stage.person", { name: row.agent ?? t("thread.someone") }) : t(`history.stage.${row.stage}`);
  return (
    <li>
      <button type="button" class="history-row" aria-current={row.id === session.client.conversation.get() || undefined} onClick={onOpen}>
        <span class="history-preview">{plainText(row.preview)}</span>
        <span class="history-meta">
          <span class={`history-stage history-${row.stage}`}>{stage}</span>
          <time dateTime={row.last_at}>{dayOf(at) === dayOf(new Date()) ? clock(lang, at) : weekday(lang, at)}</time>
        </span>
      </button>
    </li>
  );
}

function useConversations(): VisitorConversation[] | "loading" | "failed" {
  const { session } = useChat();
  const [rows, setRows] = useState<VisitorConversation[] | "loading" | "failed">("loading");
  useEffect(() => {
    taken(session.api.GET("/v1/visitor/conversations")).then(
      (found) => setRows(found.conversations),
      () => setRows("failed"),
    );
  }, [session]);
  return rows;
}
