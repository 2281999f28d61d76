import { useNavigate, useParams } from "@tanstack/react-router";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ListRow } from "@console/shared/api/types";
import { useActions } from "@console/shared/actions/use-actions";

/** Next and previous conversation; without one open, next is the first. */
export function useWalk(rows: readonly ListRow[], selected: number, view: string): void {
  const { t } = useTranslation();
  const { slug = "" } = useParams({ strict: false });
  const navigate = useNavigate();
  const go = (step: number) => {
    const next = rows[selected < 0 ? 0 : selected + step];
    if (next) void navigate({ to: "/w/$slug/inbox/$view/$conversation", params: { slug, view, conversation: next.id } });
  };
  useActions([
    { id: "next", binding: "next", label: t("action.next"), group: "conversation", icon: ArrowDown, run: () => go(1) },
    { id: "previous", binding: "previous", label: t("action.previous"), group: "conversation", icon: ArrowUp, run: () => go(-1) },
  ]);
}
