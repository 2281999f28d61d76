import { useNavigate, useParams } from "@tanstack/react-router";
import { UserRoundCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useActions } from "@console/shared/actions/use-actions";
import { useNow } from "@console/shared/ui/use-now";
import { useAnswer } from "../api/answer-assignment";
import { useAssignments, type Assigned } from "../api/get-assignments";
import { AssignmentCard } from "./assignment-card";
import css from "./assignments.module.css";
import { useAlert } from "./use-alert";

/** What the queue offers to this agent now: a card each, with the time that is left. */
export function Assignments() {
  const { t } = useTranslation();
  const { slug = "" } = useParams({ strict: false });
  const navigate = useNavigate();
  const assigned = useAssignments(useNow(1000));
  const answer = useAnswer();
  useAlert(assigned);

  const accept = (row: Assigned) =>
    answer.mutate(
      { assignment: row.assignment.id, accept: true },
      { onSuccess: () => void navigate({ to: "/w/$slug/inbox/$view/$conversation", params: { slug, view: "mine", conversation: row.id } }) },
    );
  const first = assigned[0];
  useActions(first ? [{ id: "accept", binding: "accept", label: t("action.accept"), group: "conversation", icon: UserRoundCheck, run: () => accept(first) }] : []);

  if (assigned.length === 0) return null;
  return (
    <ul className={css.list} aria-label={t("assignment.list")} aria-live="assertive">
      {assigned.map((row) => (
        <AssignmentCard
          key={row.assignment.id}
          row={row}
          first={row === first}
          busy={answer.isPending && answer.variables.assignment === row.assignment.id}
          onAccept={() => accept(row)}
          onDecline={() => answer.mutate({ assignment: row.assignment.id, accept: false })}
        />
      ))}
    </ul>
  );
}
