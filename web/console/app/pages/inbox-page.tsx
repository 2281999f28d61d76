import { Outlet, useParams } from "@tanstack/react-router";
import { Command } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Assignments } from "@console/features/assignments/components/assignments";
import { AwayNotice } from "@console/features/assignments/components/away-notice";
import { ListPane } from "@console/features/inbox/components/list-pane";
import { paletteOpen } from "@console/shared/state/desk";
import { setTitle } from "@console/shared/state/title";
import { IconButton } from "@console/shared/ui/icon-button";
import css from "./inbox-page.module.css";

/** The list stays while conversations come and go beside it. */
export function InboxPage() {
  const { t } = useTranslation();
  const { conversation } = useParams({ strict: false });
  const title = t("inbox.title");
  useEffect(() => setTitle(title), [title]);
  const top = (
    <>
      <AwayNotice />
      <Assignments />
    </>
  );
  return (
    <div className={css.inbox} data-open={conversation ? true : undefined}>
      <h1 className={css.heading}>{title}</h1>
      <div className={css.list}>
        <ListPane top={top} onPalette={<IconButton icon={Command} label={t("action.palette")} action="palette" onClick={() => paletteOpen.set(true)} />} />
      </div>
      <div className={css.rest}>
        <Outlet />
      </div>
    </div>
  );
}
