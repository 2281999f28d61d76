import { Bot, CircleCheck, Hourglass, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Stage } from "../api/types";
import css from "./stage.module.css";

const icons = { bot: Bot, waiting: Hourglass, person: UserRound, resolved: CircleCheck };

/** A dot in a list row; its meaning is in the row's label. */
export const StageDot = ({ stage, online }: { stage: Stage; online?: boolean }) => (
  <span className={css.dot} data-stage={stage} data-online={online || undefined} />
);

export function StageBadge({ stage, who }: { stage: Stage; who?: string }) {
  const { t } = useTranslation();
  const Icon = icons[stage];
  return (
    <span className={css.badge} data-stage={stage}>
      <Icon size={14} aria-hidden />
      {stage === "person" && who ? who : t(`stage.${stage}`)}
    </span>
  );
}
