import { Sparkles } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useActions } from "@console/shared/actions/use-actions";
import type { ActionId } from "@console/shared/actions/bindings";
import type { Detail, Suggestion } from "@console/shared/api/types";
import { firstSuggestion, insertText } from "@console/shared/state/desk";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useAssist, useOutcome } from "../api/get-assist";
import { InternalDialog } from "./internal-dialog";
import { SuggestionCard } from "./suggestion-card";
import css from "./suggestions.module.css";

/** Up to three replies that the assistant proposes. Nothing is ever sent by itself. */
export function Suggestions({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const conversation = detail.row.id;
  const assist = useAssist(conversation);
  const outcome = useOutcome(conversation);
  const [asking, setAsking] = useState<Suggestion>();
  const suggestions = assist.data?.suggestions ?? [];

  const insert = (suggestion: Suggestion) => {
    setAsking(undefined);
    insertText(conversation, suggestion.text, suggestion.id);
    outcome.mutate({ suggestion: suggestion.id, outcome: "inserted" });
  };
  // What is not public must not leave by a slip of the hand.
  const tryInsert = (suggestion: Suggestion) => (suggestion.internal ? setAsking(suggestion) : insert(suggestion));

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

  if (assist.isPending) return <SkeletonLines lines={4} />;
  if (assist.isError) return <p className={css.none}>{t("assist.failed")}</p>;
  if (suggestions.length === 0) return <p className={css.none}>{t("assist.none")}</p>;
  return (
    <>
      <ol className={css.list}>
        {suggestions.map((suggestion, at) => (
          <SuggestionCard
            key={suggestion.id}
            suggestion={suggestion}
            number={at + 1}
            lang={detail.row.lang}
            onInsert={() => tryInsert(suggestion)}
            onDismiss={(reason) => outcome.mutate({ suggestion: suggestion.id, outcome: "dismissed", reason })}
          />
        ))}
      </ol>
      {asking && <InternalDialog suggestion={asking} onInsert={() => insert(asking)} onClose={() => setAsking(undefined)} />}
    </>
  );
}
