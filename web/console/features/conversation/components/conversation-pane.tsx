import { Button } from "@mantine/core";
import { CloudOff, MessageSquareX } from "lucide-react";
import { lazy, Suspense, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isMissing } from "@console/shared/api/client";
import { useConversation } from "@console/shared/api/get-conversation";
import type { Detail } from "@console/shared/api/types";
import { loadTexts } from "@console/shared/i18n/i18n";
import { EmptyState } from "@console/shared/ui/empty-state";
import { useVisitorName } from "@console/shared/ui/visitor-name";
import { Composer } from "./composer";
import css from "./conversation-pane.module.css";
import { Header } from "./header";
import { HeaderSkeleton } from "./header-skeleton";
import { Thread } from "./thread";
import { Skeleton } from "./thread-skeleton";
import { useConversationActions } from "./use-conversation-actions";
import { useReadNotes } from "./use-read-notes";

const later = <T,>(load: () => Promise<T>) => Promise.all([load(), loadTexts("handling")]).then(([part]) => part);
const TransferDialog = lazy(async () => ({ default: (await later(() => import("./transfer-dialog"))).TransferDialog }));
const MergeDialog = lazy(async () => ({ default: (await later(() => import("./merge-dialog"))).MergeDialog }));
const LeftNotice = lazy(async () => ({ default: (await later(() => import("./left-notice"))).LeftNotice }));
const PinnedNote = lazy(async () => ({ default: (await later(() => import("./pinned-note"))).PinnedNote }));

interface Props {
  conversation: string;
  onBack(): void;
  /** What sets the conversation's entry on the list of follow-ups. */
  followUp(detail: Detail, onClose: () => void): ReactNode;
  /** Where the window is too narrow for three panes: the switch, and what it shows instead of the thread. */
  tabs?: ReactNode;
  instead?: ReactNode;
}

export function ConversationPane({ conversation, ...props }: Props) {
  const { t } = useTranslation();
  const detail = useConversation(conversation);
  if (detail.data) return <Open detail={detail.data} {...props} />;
  if (!detail.isError) {
    return (
      <section className={css.pane} aria-busy aria-label={t("loading")}>
        <HeaderSkeleton />
        <Skeleton />
      </section>
    );
  }
  const gone = isMissing(detail.error);
  return (
    <section className={css.pane}>
      <EmptyState
        icon={gone ? MessageSquareX : CloudOff}
        tone="error"
        title={t(gone ? "conversation.gone" : "conversation.failed")}
        action={
          <Button variant="default" onClick={() => (gone ? props.onBack() : void detail.refetch())}>
            {t(gone ? "action.back" : "action.retry")}
          </Button>
        }
      >
        {t(gone ? "conversation.gone_text" : "conversation.failed_text")}
      </EmptyState>
    </section>
  );
}

function Open({ detail, onBack, followUp, tabs, instead }: { detail: Detail } & Omit<Props, "conversation">) {
  const { row } = detail;
  const actions = useConversationActions(row);
  const name = useVisitorName()(row);
  useReadNotes(row);
  return (
    <section className={css.pane} aria-label={name}>
      <Header detail={detail} actions={actions} onBack={onBack} />
      <Suspense fallback={null}>{row.agent_gone_since && <LeftNotice row={row} since={row.agent_gone_since} actions={actions} />}</Suspense>
      <Suspense fallback={null}>{detail.passed_note && row.stage !== "resolved" && <PinnedNote conversation={row.id} note={detail.passed_note} />}</Suspense>
      {tabs && <div className={css.tabs}>{tabs}</div>}
      {instead ? <div className={css.instead}>{instead}</div> : <Thread key={row.id} conversation={row.id} visitor={name} expected={row.last_seq} />}
      <Composer key={`composer-${row.id}`} detail={detail} onResolve={actions.resolve} onSnooze={actions.snooze} />
      <Suspense fallback={null}>{actions.transferring && <TransferDialog actions={actions} />}</Suspense>
      <Suspense fallback={null}>
        {actions.following && followUp(detail, () => actions.setFollowing(false))}
      </Suspense>
      <Suspense fallback={null}>{actions.merging && <MergeDialog row={row} actions={actions} />}</Suspense>
    </section>
  );
}
