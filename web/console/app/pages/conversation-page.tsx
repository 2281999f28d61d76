import { SegmentedControl } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConversationPane } from "@console/features/conversation/components/conversation-pane";
import { Panel, type PanelPart } from "@console/features/panel/components/panel";
import { SuggestionKeys } from "@console/features/panel/components/suggestion-keys";
import type { Detail } from "@console/shared/api/types";
import { loadTexts } from "@console/shared/i18n/i18n";
import { focus } from "@console/shared/state/desk";
import css from "./inbox-page.module.css";

const FollowUpDialog = lazy(async () => {
  const [part] = await Promise.all([import("@console/features/deadlines/components/follow-up-dialog"), loadTexts("deadlines")]);
  return { default: part.FollowUpDialog };
});
const followUp = ({ row, follow_up }: Detail, onClose: () => void) => <FollowUpDialog conversation={row.id} entry={follow_up} onClose={onClose} />;

type Tab = "thread" | PanelPart;
const tabs: Tab[] = ["thread", "assist", "visitor"];

/** Thread and panel side by side; under 1200 px the panel is behind tabs and the composer stays. */
export function ConversationPage() {
  const { t } = useTranslation();
  const { slug = "", view = "mine", conversation = "" } = useParams({ strict: false });
  const navigate = useNavigate();
  const folded = useMediaQuery("(max-width: 1199px)", false, { getInitialValueInEffect: false });
  const [tab, setTab] = useState<Tab>("thread");
  // A fact that points at a message wants to be seen in the thread.
  useEffect(() => focus.subscribe(() => setTab("thread")), []);
  const back = () => void navigate({ to: "/w/$slug/inbox/$view", params: { slug, view } });

  if (!folded) {
    return (
      <div className={css.conversation}>
        <SuggestionKeys key={conversation} conversation={conversation} />
        <div className={css.thread}>
          <ConversationPane conversation={conversation} onBack={back} followUp={followUp} />
        </div>
        <aside className={css.panel} aria-label={t("panel.label")}>
          <Panel conversation={conversation} />
        </aside>
      </div>
    );
  }
  const control = <SegmentedControl aria-label={t("panel.label")} value={tab} onChange={(value) => setTab(value as Tab)} data={tabs.map((value) => ({ value, label: t(`tab.${value}`) }))} />;
  return (
    <div className={css.conversation}>
      <SuggestionKeys key={conversation} conversation={conversation} />
      <div className={css.thread}>
        <ConversationPane conversation={conversation} onBack={back} followUp={followUp} tabs={control} instead={tab !== "thread" && <Panel conversation={conversation} part={tab} />} />
      </div>
    </div>
  );
}
