import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { AlarmClockCheck, BookOpenText, Inbox, ListTodo, Settings } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Palette } from "@console/features/palette/components/palette";
import { useActions } from "@console/shared/actions/use-actions";
import { useMay } from "@console/shared/session/session";
import { ConnectionBanner } from "./connection-banner";
import { LiveProvider } from "./live-provider";
import { Rail } from "./rail";
import css from "./shell.module.css";

/** The frame of a workspace: rail, banner, the section in the middle. */
export function Shell() {
  const { t } = useTranslation();
  const { slug = "", conversation, article } = useParams({ strict: false });
  const navigate = useNavigate();
  const supervises = useMay("supervise");
  useActions([
    { id: "go_inbox", binding: "go_inbox", label: t("action.go_inbox"), group: "go", icon: Inbox, run: () => void navigate({ to: "/w/$slug/inbox", params: { slug } }) },
    { id: "go_follow_ups", binding: "go_follow_ups", label: t("action.go_follow_ups"), group: "go", icon: ListTodo, run: () => void navigate({ to: "/w/$slug/follow-ups", params: { slug } }) },
    ...(supervises ? [{ id: "go_board", label: t("action.go_board"), group: "go" as const, icon: AlarmClockCheck, run: () => void navigate({ to: "/w/$slug/follow-ups/deadlines", params: { slug } }) }] : []),
    { id: "go_knowledge", binding: "go_knowledge", label: t("action.go_knowledge"), group: "go", icon: BookOpenText, run: () => void navigate({ to: "/w/$slug/knowledge", params: { slug } }) },
    { id: "go_settings", binding: "go_settings", label: t("action.go_settings"), group: "go", icon: Settings, run: () => void navigate({ to: "/w/$slug/settings", params: { slug } }) },
  ]);
  return (
    <LiveProvider>
      <div className={css.shell} data-deep={conversation || article ? true : undefined}>
        <a className={css.skip} href="#main">
          {t("nav.skip")}
        </a>
        <ConnectionBanner />
        <Rail />
        <main className={css.main} id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Palette />
    </LiveProvider>
  );
}
