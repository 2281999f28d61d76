import { Gauge } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@console/shared/ui/empty-state";
import { useTeamNames, type Attainment } from "../api/deadlines";
import { shareMet, spanText } from "../spans";
import css from "./deadlines.module.css";

export const goals = ["first_reply", "next_reply", "resolution"] as const;

/** A team a row: what it kept in time, what it missed, and how long it usually takes. */
export function AttainmentTable({ lines }: { lines: Attainment[] }) {
  const { t, i18n } = useTranslation("deadlines");
  const ids = [...new Set(lines.map((line) => line.team_id))];
  const nameOf = useTeamNames();
  if (ids.length === 0) {
    return (
      <EmptyState icon={Gauge} title={t("no_figures")}>
        {t("no_figures_text")}
      </EmptyState>
    );
  }
  return (
    // Wider than a phone: it scrolls by itself, by keyboard too.
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t("figures")}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t("team")}</th>
            {goals.map((goal) => (
              <th key={goal} scope="col">
                {t(`goal_${goal}`)}
              </th>
            ))}
            <th scope="col">{t("median")}</th>
          </tr>
        </thead>
        <tbody>
          {ids.map((id) => {
            const of = (goal: string) => lines.find((line) => line.team_id === id && line.goal === goal);
            const median = of("first_reply")?.median_s;
            return (
              <tr key={id ?? ""}>
                <th scope="row">{nameOf(id)}</th>
                {goals.map((goal) => (
                  <Kept key={goal} line={of(goal)} />
                ))}
                <td>{median === undefined ? "–" : spanText(i18n.language, median)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The share that was kept in time, and of how many. */
export function Kept({ line }: { line: Attainment | undefined }) {
  const { t } = useTranslation("deadlines");
  const share = line && shareMet(line);
  if (!line || share === undefined) return <td>–</td>;
  return (
    <td>
      {t("share", { share })} <span className={line.missed > 0 ? css.bad : css.meta}>{t("of", { met: line.met, missed: line.missed })}</span>
    </td>
  );
}
