import { Button, SegmentedControl } from "@mantine/core";
import { CircleCheck, CloudOff, Scale } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { usePairs } from "../api/pairs";
import { PairCard } from "./pair-card";
import css from "./pairs.module.css";

/** What overlaps in the library, contradictions first; one pair at a time is open. */
export function PairList() {
  const { t } = useTranslation("curation");
  const [ignored, setIgnored] = useState(false);
  const [open, setOpen] = useState<string>();
  const pairs = usePairs(ignored);
  const retry = (
    <Button variant="default" onClick={() => void pairs.refetch()}>
      {t("retry")}
    </Button>
  );
  return (
    <>
      <div className={css.head}>
        <SegmentedControl
          aria-label={t("pairs.show")}
          value={ignored ? "ignored" : "open"}
          onChange={(value) => setIgnored(value === "ignored")}
          data={[
            { value: "open", label: t("pairs.open") },
            { value: "ignored", label: t("pairs.ignored") },
          ]}
        />
        {pairs.data && pairs.data.pending > 0 && <p className={css.meta}>{t("pairs.pending", { count: pairs.data.pending })}</p>}
      </div>
      {pairs.isPending && <SkeletonLines lines={6} />}
      {pairs.isError && !pairs.data && <EmptyState icon={CloudOff} tone="error" title={t("overlaps.failed")} action={retry} />}
      {pairs.data?.pairs.length === 0 && pairs.data.pending > 0 && !ignored && <EmptyState icon={Scale} title={t("pairs.comparing")}>{t("pairs.none_text")}</EmptyState>}
      {pairs.data?.pairs.length === 0 && (ignored || pairs.data.pending === 0) && (
        <EmptyState icon={CircleCheck} title={t(ignored ? "pairs.none_ignored" : "pairs.none")}>
          {t("pairs.none_text")}
        </EmptyState>
      )}
      <ul className={css.list}>
        {pairs.data?.pairs.map((pair) => {
          const name = `${pair.a.id}-${pair.b.id}`;
          return (
            <li key={name}>
              <PairCard pair={pair} open={open === name} onOpen={(now) => setOpen(now ? name : undefined)} ignored={ignored} />
            </li>
          );
        })}
      </ul>
    </>
  );
}
