import { ArrowRightLeft, Bot, CircleCheck, Moon, UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Transfer } from "@console/shared/api/act";
import type { ListRow } from "@console/shared/api/types";
import type { Action } from "@console/shared/actions/registry";
import { useActions } from "@console/shared/actions/use-actions";
import { useMayHandle, useMe } from "@console/shared/session/session";

/** What can be done with the open conversation, for its header, the palette and the chords alike. */
export function useConversationActions(row: ListRow) {
  const { t } = useTranslation();
  const me = useMe();
  const act = useAct(row.id);
  const [snoozing, setSnoozing] = useState(false);
  const [transferring, setTransferring] = useState(false);
  const [merging, setMerging] = useState(false);
  const [following, setFollowing] = useState(false);
  const mine = row.stage === "person" && row.agent_id === me.id;
  const may = useMayHandle(row);
  const open = may && row.stage !== "resolved";

  const actions = {
    busy: act.isPending ? act.variables.do : undefined,
    open,
    mayTake: open && !mine,
    mayGiveBack: may && row.stage === "person",
    take: () => act.mutate({ do: "take" }),
    resolve: () => act.mutate({ do: "resolve" }),
    giveBack: () => act.mutate({ do: "give_back" }),
    snooze: (until: Date | undefined) => act.mutate({ do: "snooze", until: until?.toISOString() }),
    transfer: (to: Transfer) =>
      act.mutate({ do: "transfer", ...to }, { onSuccess: () => setTransferring(false) }),
    merging,
    openMerge: () => setMerging(true),
    closeMerge: () => setMerging(false),
    merge: (source: string) => act.mutate({ do: "merge", source }, { onSuccess: () => setMerging(false) }),
    setPriority: (priority: number | undefined) => act.mutate({ do: "priority", priority }),
    sendTranscript: () => act.mutate({ do: "transcript" }),
    following,
    setFollowing,
    snoozing,
    setSnoozing,
    transferring,
    openTransfer: () => setTransferring(true),
    closeTransfer: () => setTransferring(false),
  };

  const offer = (when: boolean, action: Omit<Action, "group">): Action[] => (when ? [{ ...action, group: "conversation" }] : []);
  useActions([
    ...offer(actions.mayTake, { id: "take", binding: "take", label: t("action.take"), icon: UserRoundPlus, run: actions.take }),
    ...offer(open, { id: "resolve", binding: "resolve", label: t("action.resolve"), icon: CircleCheck, run: actions.resolve }),
    ...offer(open, { id: "snooze", binding: "snooze", label: t("action.snooze"), icon: Moon, run: () => setSnoozing(true) }),
    ...offer(open, { id: "transfer", binding: "transfer", label: t("action.transfer"), icon: ArrowRightLeft, run: actions.openTransfer }),
    ...offer(actions.mayGiveBack, { id: "give_back", binding: "give_back", label: t("action.give_back"), icon: Bot, run: actions.giveBack }),
  ]);
  return actions;
}

export type ConversationActions = ReturnType<typeof useConversationActions>;
