import { ArrowRightLeft, Bot, CircleCheck, Hourglass, Info, Mail, MessageSquareText, Star, ThumbsUp, UserRound, UsersRound, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { useMembers } from "@console/shared/session/session";
import type { Happened } from "../thread-items";
import css from "./thread.module.css";

const icons: Record<string, LucideIcon> = {
  bot: Bot,
  waiting: Hourglass,
  person: UserRound,
  resolved: CircleCheck,
  rated: Star,
  assigned: ArrowRightLeft,
  unassigned: ArrowRightLeft,
  feedback: ThumbsUp,
  settled: CircleCheck,
  line: MessageSquareText,
  team_removed: UsersRound,
  mail_asked: Mail,
  mailed: Mail,
};


function useText() {
  const { t } = useTranslation();
  const members = useMembers();
  return (what: Happened): string => {
    switch (what.kind) {
      case "stage":
        if (what.to === "person") return t("thread.to_person", { name: what.name || t("speaker.short_agent") });
        if (what.to === "bot") return t(what.from === "resolved" ? "thread.reopened" : "thread.to_bot");
        return t(`thread.to_${what.to}`);
      case "rated":
        return what.comment ? t("thread.rated_with", { score: what.score, comment: what.comment }) : t("thread.rated", { score: what.score });
      case "assigned":
        return t("thread.handoff_assigned", { name: what.name });
      case "unassigned":
        return t(`thread.unassigned_${what.how}`, { name: members.find((member) => member.id === what.agent)?.name ?? t("speaker.short_agent") });
      case "feedback":
        return t(what.helpful ? "thread.feedback_helpful" : "thread.feedback_unhelpful");
      case "settled":
        return t(`thread.settled_${what.via}`);
      case "team_removed":
        return t("thread.team_removed", { team: what.team });
      case "mail_asked":
      case "mailed":
        return t(`thread.${what.kind}`, { email: what.email });
      case "line":
        return what.text;
      case "later":
        return "";
    }
  };
}

/** What happened between the messages: one calm, centred line. */
export function HappenedLine({ what, at, seq }: { what: Happened; at: string; seq: number }) {
  const times = useTimes();
  const text = useText();
  const Icon = icons[what.kind === "stage" ? what.to : what.kind] ?? Info;
  return (
    <li className={css.happened} data-seq={seq}>
      <Icon size={14} aria-hidden />
      <span>{text(what)}</span>
      <time dateTime={at}>{times.time(at)}</time>
    </li>
  );
}
