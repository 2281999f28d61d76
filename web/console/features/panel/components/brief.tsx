import { Button } from "@mantine/core";
import { CornerDownLeft, MessageSquareQuote } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Brief as BriefData, Detail } from "@console/shared/api/types";
import { insertText, showMessage } from "@console/shared/state/desk";
import css from "./brief.module.css";
import { Facts } from "./facts";
import { MoodLine } from "./mood-line";
import { SentFiles } from "./sent-files";
import { Tried } from "./tried";

/** The context packet of a handoff: the first thing to read after accepting. */
export function Brief({ brief, detail }: { brief: BriefData; detail: Detail }) {
  const { t } = useTranslation();
  const conversation = detail.row.id;
  const wanted = brief.intent ?? detail.intents[0]?.name;
  const named = (reason: string) => t(`reason.${reason}` as "reason.explicit_request", { defaultValue: reason });
  const cause = brief.cause && t(`brief.cause.${brief.cause}` as "brief.cause.misses", { defaultValue: named(brief.cause) });
  return (
    <div className={css.brief}>
      {brief.issue && (
        <p className={css.issue} lang={detail.row.lang}>
          {brief.issue}
        </p>
      )}
      {wanted && (
        <p>
          <span className={css.label}>{t("visitor.wants")}</span> {wanted}
        </p>
      )}
      <div className={css.why}>
        <p className={css.reason}>
          <span className={css.label}>{t("brief.why")}</span> {[named(brief.reason), cause].filter(Boolean).join(" · ")}
        </p>
        {brief.quote && (
          <button type="button" className={css.quote} lang={detail.row.lang} onClick={() => brief.quote_seq && showMessage(conversation, brief.quote_seq)}>
            <MessageSquareQuote size={14} aria-hidden />
            <span>{t("brief.quoted", { quote: brief.quote })}</span>
          </button>
        )}
      </div>
      {brief.facts.length > 0 && <Facts brief={brief} conversation={conversation} lang={detail.row.lang} />}
      {brief.files && <SentFiles files={brief.files} conversation={conversation} />}
      {brief.tried.length > 0 && <Tried tried={brief.tried} />}
      {detail.moods.length > 1 && <MoodLine moods={detail.moods} effects={detail.effects} summary={brief.mood_line} conversation={conversation} />}
      {brief.open_question && !brief.issue.includes(brief.open_question) && (
        <div>
          <p className={css.label}>{t("brief.open")}</p>
          <p lang={detail.row.lang}>{brief.open_question}</p>
        </div>
      )}
      {brief.proposed_reply && (
        <div className={css.proposed}>
          <p className={css.label}>{t("brief.proposed")}</p>
          <p lang={detail.row.lang}>{brief.proposed_reply}</p>
          <Button size="compact-sm" variant="light" leftSection={<CornerDownLeft size={14} />} onClick={() => insertText(conversation, brief.proposed_reply)}>
            {t("action.insert")}
          </Button>
        </div>
      )}
    </div>
  );
}
