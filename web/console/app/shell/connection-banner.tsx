import { WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { clock } from "@console/shared/i18n/times";
import { useConnection, useLive } from "@console/shared/live/live-context";
import { useNow } from "@console/shared/ui/use-now";
import css from "./shell.module.css";

/** Short losses mend themselves before anybody has to know. */
const quietFor = 2_000;

/** Says that the connection is gone, that nothing is lost, and when it tries again. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const live = useLive();
  const state = useConnection();
  const now = useNow(1000);
  if (state.status === "idle" || state.status === "open") return null;
  if (state.status === "refused") {
    return (
      <div className={css.banner} role="alert">
        {t("connection.refused")}
      </div>
    );
  }
  if (now - state.since < quietFor) return null;
  return (
    <div className={css.banner} role="status">
      <WifiOff size={16} aria-hidden />
      {state.status === "waiting" ? t("connection.waiting", { time: clock(state.retryAt - now) }) : t("connection.connecting")}
      <button type="button" className={css.retry} onClick={live.connection.retryNow}>
        {t("connection.now")}
      </button>
    </div>
  );
}
