import { Sparkles } from "lucide-react";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ActionId } from "@console/shared/actions/bindings";
import { useActions } from "@console/shared/actions/use-actions";
import { firstSuggestion } from "@console/shared/state/desk";
import { useAssist } from "../api/get-assist";
import { useInsertSuggestion } from "./use-insert-suggestion";

const InternalDialog = lazy(async () => ({ default: (await import("./internal-dialog")).InternalDialog }));

/** Alt+1–3, and Tab in an empty composer: also while the panel is folded away behind its tab. */
export function SuggestionKeys({ conversation }: { conversation: string }) {
  const { t } = useTranslation();
  const suggestions = useAssist(conversation).data?.suggestions ?? [];
  const { asking, insert, tryInsert, stopAsking } = useInsertSuggestion(conversation);
  const first = suggestions[0];
  useEffect(() => {
    firstSuggestion.set(first && { text: first.text, insert: () => tryInsert(first) });
    return () => firstSuggestion.set(undefined);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what it does only depends on which one it is
  }, [first?.id, conversation]);

  useActions(
    suggestions.map((suggestion, at) => ({
      id: `suggestion_${at + 1}`,
      binding: `suggestion_${at + 1}` as ActionId,
      label: t("action.insert_suggestion", { number: at + 1 }),
      group: "conversation" as const,
      icon: Sparkles,
      whileTyping: true,
      run: () => tryInsert(suggestion),
    })),
  );
  return <Suspense fallback={null}>{asking && <InternalDialog suggestion={asking} onInsert={() => insert(asking)} onClose={stopAsking} />}</Suspense>;
}
