import { X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Value } from "@shared/live/store";
import { unreachable, type Problem } from "@console/shared/api/client";
import { useStore } from "@console/shared/state/use-store";
import css from "./notices.module.css";

const notice = new Value<Problem | undefined>(undefined);

/** Long enough to be read twice. */
const shownFor = 8_000;

/** Says that a change failed, where no screen says it in place. The last one stands. */
export const tell = (problem: Problem): void => notice.set(problem);

export function Notices() {
  const { t } = useTranslation();
  const problem = useStore(notice);
  useEffect(() => {
    if (!problem) return;
    const timer = setTimeout(() => notice.set(undefined), shownFor);
    return () => clearTimeout(timer);
  }, [problem]);
  return (
    <div className={css.place} aria-live="assertive">
      {problem && (
        <div className={css.notice}>
          <p>{problem.code === unreachable ? t("problem.unreachable") : problem.title || t("problem.unknown")}</p>
          <button type="button" className={css.close} aria-label={t("action.close")} onClick={() => notice.set(undefined)}>
            <X size={16} aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
}
