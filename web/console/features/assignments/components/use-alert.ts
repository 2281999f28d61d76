import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { setTitleCount } from "@console/shared/state/title";
import { useStore } from "@console/shared/state/use-store";
import { alerts } from "@console/shared/state/alerts";
import { useVisitorName } from "@console/shared/ui/visitor-name";
import type { Assigned } from "../api/get-assignments";
import { chime } from "../chime";

/** Sound, desktop notification and the tab's title for each assignment that is new. */
export function useAlert(assigned: readonly Assigned[]): void {
  const { t } = useTranslation();
  const nameOf = useVisitorName();
  const settings = useStore(alerts);
  const known = useRef(new Set<string>());

  useEffect(() => setTitleCount(assigned.length), [assigned.length]);
  useEffect(() => () => setTitleCount(0), []);

  useEffect(() => {
    for (const row of assigned) {
      if (known.current.has(row.assignment.id)) continue;
      known.current.add(row.assignment.id);
      if (settings.sound) chime();
      if (settings.desktop && document.hidden && "Notification" in window && Notification.permission === "granted") {
        const note = new Notification(t("assignment.notification", { name: nameOf(row) }), { body: row.preview, tag: row.assignment.id });
        note.onclick = () => window.focus();
      }
    }
  });
}
