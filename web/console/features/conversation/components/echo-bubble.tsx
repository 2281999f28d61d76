import { useTranslation } from "react-i18next";
import { useLive } from "@console/shared/live/live-context";
import type { Echo } from "@console/shared/live/watched";
import { Markdown } from "@console/shared/ui/markdown";
import css from "./thread.module.css";

/** What was just written here: at its place at once, until the log shows it. */
export function EchoBubble({ echo }: { echo: Echo }) {
  const { t } = useTranslation();
  const live = useLive();
  const failed = echo.state === "failed";
  return (
    <li className={css.entry} data-voice={echo.payload.mode === "note" ? "note" : "agent"} data-state={echo.state}>
      {echo.payload.text && (
        <div className={css.bubble}>
          <Markdown text={echo.payload.text} />
        </div>
      )}
      {echo.payload.files?.map(({ id, name }) => (
        <p key={id} className={css.remark}>
          {name}
        </p>
      ))}
      {failed ? (
        <p className={css.failure} role="alert">
          {echo.failure}
          <button type="button" className={css.link} onClick={() => live.retry(echo.clientId)}>
            {t("action.retry")}
          </button>
          <button type="button" className={css.link} onClick={() => live.discard(echo.clientId)}>
            {t("action.discard")}
          </button>
        </p>
      ) : (
        <p className={css.remark}>{t("thread.sending")}</p>
      )}
    </li>
  );
}
