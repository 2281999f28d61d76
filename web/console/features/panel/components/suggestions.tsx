import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Detail } from "@console/shared/api/types";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useAssist } from "../api/get-assist";
import { SuggestionCard } from "./suggestion-card";
import css from "./suggestions.module.css";
import { useInsertSuggestion } from "./use-insert-suggestion";

const InternalDialog = lazy(async () => ({ default: (await import("./internal-dialog")).InternalDialog }));

/** Up to three replies that the assistant proposes. Nothing is ever sent by itself. */
export function Suggestions({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const conversation = detail.row.id;
  const assist = useAssist(conversation);
  const { asking, insert, tryInsert, stopAsking, dismiss } = useInsertSuggestion(conversation);
  const suggestions = assist.data?.suggestions ?? [];

  if (assist.isPending) return <SkeletonLines lines={4} />;
  if (assist.isError && !assist.data) return <p className={css.none}>{t("assist.failed")}</p>;
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
            onDismiss={(reason) => dismiss({ suggestion: suggestion.id, outcome: "dismissed", reason })}
          />
        ))}
      </ol>
      <Suspense fallback={null}>{asking && <InternalDialog suggestion={asking} onInsert={() => insert(asking)} onClose={stopAsking} />}</Suspense>
    </>
  );
}
