import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useConversation } from "@console/shared/api/get-conversation";
import { loadTexts } from "@console/shared/i18n/i18n";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { Articles } from "./articles";
import { Brief } from "./brief";
import { History } from "./history";
import { Ledger } from "./ledger";
import { MoodLine } from "./mood-line";
import css from "./panel.module.css";
import { Section } from "./section";
import { Suggestions } from "./suggestions";
import { Visitor } from "./visitor";

const RunActions = lazy(async () => {
  const [part] = await Promise.all([import("./run-actions"), loadTexts("actions")]);
  return { default: part.RunActions };
});

export type PanelPart = "assist" | "visitor";

/** Everything beside the thread. In a narrow window it comes in two parts, each behind a tab. */
export function Panel({ conversation, part }: { conversation: string; part?: PanelPart }) {
  const { t } = useTranslation();
  const detail = useConversation(conversation).data;
  if (!detail) {
    return (
      <div className={css.loading} role="status" aria-label={t("loading")}>
        <SkeletonLines lines={5} />
        <SkeletonLines lines={4} />
      </div>
    );
  }
  return (
    <div className={css.panel}>
      {part !== "visitor" && (
        <>
          {detail.brief && (
            <Section name="brief" title={t("panel.brief")}>
              <Brief brief={detail.brief} detail={detail} />
            </Section>
          )}
          {!detail.brief && detail.moods.length > 1 && (
            <Section name="mood" title={t("brief.mood")}>
              <MoodLine moods={detail.moods} effects={detail.effects} summary="" conversation={conversation} untitled />
            </Section>
          )}
          {detail.row.stage !== "resolved" && (
            <Section name="suggestions" title={t("panel.suggestions")}>
              <Suggestions key={conversation} detail={detail} />
            </Section>
          )}
          <Section name="articles" title={t("panel.articles")}>
            <Articles key={conversation} conversation={conversation} />
          </Section>
          {detail.row.stage !== "resolved" && (
            <Suspense fallback={null}>
              <RunActions key={conversation} conversation={conversation} />
            </Suspense>
          )}
        </>
      )}
      {part !== "assist" && (
        <>
          <Section name="visitor" title={t("panel.visitor")}>
            <Visitor detail={detail} />
          </Section>
          <Section name="ledger" title={t("panel.ledger")} startsOpen={part === "visitor"}>
            <Ledger decisions={detail.decisions} conversation={conversation} />
          </Section>
          <Section name="history" title={t("panel.history")} startsOpen={part === "visitor"}>
            <History history={detail.history} />
          </Section>
        </>
      )}
    </div>
  );
}
