import { Bot, HandHelping, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Decision } from "@console/shared/api/types";
import { useTimes } from "@console/shared/i18n/times";
import { showMessage } from "@console/shared/state/desk";
import css from "./visitor.module.css";

const icons = { answer: Bot, offer: HandHelping, handover: UserRound };

/** Why each turn went its way: answered, offered a person, or handed over. */
export function Ledger({ decisions, conversation }: { decisions: readonly Decision[]; conversation: string }) {
  const { t } = useTranslation();
  const times = useTimes();
  if (decisions.length === 0) return <p className={css.none}>{t("ledger.none")}</p>;
  return (
    <ol className={css.ledger}>
      {decisions.map((decision) => {
        const Icon = icons[decision.kind];
        return (
          <li key={`${decision.seq}-${decision.at}`}>
            <button type="button" className={css.decision} title={decision.rule} onClick={() => showMessage(conversation, decision.quote_seq || decision.seq)}>
              <span className={css.verdict} data-kind={decision.kind}>
                <Icon size={14} aria-hidden />
                {t(`ledger.${decision.kind}`)}
                <time className={css.aside} dateTime={decision.at}>
                  {times.time(decision.at)}
                </time>
              </span>
              <span className={css.because}>
                {decision.quote
                  ? t("ledger.because", { reason: t(`reason.${decision.reason}` as "reason.anger", { defaultValue: decision.reason }), quote: decision.quote })
                  : t(`reason.${decision.reason}` as "reason.anger", { defaultValue: decision.reason })}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
