import { useState } from "react";
import type { Suggestion } from "@console/shared/api/types";
import { insertText } from "@console/shared/state/desk";
import { useOutcome } from "../api/get-assist";

/** Puts a suggestion into the draft. What is not public must not leave by a slip of the hand, so it asks first. */
export function useInsertSuggestion(conversation: string) {
  const outcome = useOutcome(conversation);
  const [asking, setAsking] = useState<Suggestion>();
  const insert = (suggestion: Suggestion) => {
    setAsking(undefined);
    insertText(conversation, suggestion.text, suggestion.id);
    outcome.mutate({ suggestion: suggestion.id, outcome: "inserted" });
  };
  return {
    asking,
    insert,
    tryInsert: (suggestion: Suggestion) => (suggestion.internal ? setAsking(suggestion) : insert(suggestion)),
    stopAsking: () => setAsking(undefined),
    dismiss: outcome.mutate,
  };
}
