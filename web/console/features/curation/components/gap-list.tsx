import { Button, SegmentedControl } from "@mantine/core";
import { CloudOff, Inbox } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useGaps, type GapStatus } from "../api/gaps";
import { GapCard } from "./gap-card";
import css from "./gaps.module.css";

const statuses: GapStatus[] = ["open", "drafted", "closed", "dismissed"];

interface Props {
  status: GapStatus;
  selected: string | undefined;
  onStatus(status: GapStatus): void;
}

/** The queue: what cost people most time first. */
export function GapList({ status, selected, onStatus }: Props) {
  const { t } = useTranslation("curation");
  const gaps = useGaps(status);
  return (
    <>
      <SegmentedControl fullWidth aria-label={t("gaps.status")} value={status} onChange={(value) => onStatus(value as GapStatus)} data={statuses.map((value) => ({ value, label: t(`gaps.status_${value}` as "gaps.status_open") }))} />
      <p className={css.order}>{t("gaps.order")}</p>
      {gaps.isPending && (
        <div className={css.waiting} role="status" aria-label={t("loading")}>
          {[0, 1, 2, 3].map((row) => (
            <SkeletonLines key={row} lines={3} />
          ))}
        </div>
      )}
      {gaps.isError && !gaps.data && (
        <EmptyState icon={CloudOff} tone="error" title={t("gaps.failed")} action={<Button variant="default" onClick={() => void gaps.refetch()}>{t("retry")}</Button>} />
      )}
      {gaps.data?.length === 0 && (
        <EmptyState icon={Inbox} title={t(`gaps.none_${status}` as "gaps.none_open")}>
          {t("gaps.none_text")}
        </EmptyState>
      )}
      <ul className={css.cards}>
        {gaps.data?.map((gap) => (
          <li key={gap.id}>
            <GapCard gap={gap} selected={gap.id === selected} />
          </li>
        ))}
      </ul>
    </>
  );
}
