import { Button, SegmentedControl, Select } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ChevronRight, ScrollText } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLedger, type Kinds, type LedgerFilter, type Marked } from "@console/features/decisions/api/ledger";
import { useHouse } from "@console/features/decisions/api/rules";
import { DecisionRow } from "@console/features/decisions/components/decision-row";
import css from "@console/features/decisions/components/decisions.module.css";
import { OutcomeReport } from "@console/features/decisions/components/outcome-report";
import { VerdictTable } from "@console/features/decisions/components/verdict-table";
import "@console/shared/ui/select-styles";
import { useMay, useWorkspace } from "@console/shared/session/session";
import { EmptyState } from "@console/shared/ui/empty-state";
import { Block, SettingsFrame } from "@console/shared/ui/settings-frame";
import frame from "@console/shared/ui/settings-frame.module.css";
import { SkeletonLines } from "@console/shared/ui/skeleton";

/** Every decision of the bot and why; people say which were right, and the rules are judged by it. */
export function LedgerPage() {
  const { t } = useTranslation("decisions");
  const [filter, setFilter] = useState<LedgerFilter>({ kind: "escalated", marked: "", cause: "" });
  const supervises = useMay("supervise");
  const { slug } = useWorkspace();
  const ledger = useLedger(filter);
  const rules = useHouse().data?.rules ?? [];
  const rows = ledger.data?.pages.flatMap((one) => one.decisions) ?? [];
  return (
    <SettingsFrame wide title={t("ledger_title")} lead={t("ledger_lead")}>
      <OutcomeReport />
      {supervises && (
        <Link to="/w/$slug/follow-ups/deadlines" params={{ slug }} className={frame.way}>
          {t("deadlines_way")}
          <ChevronRight size={16} aria-hidden />
        </Link>
      )}
      <Block of="bare" title={t("verdicts_title")} text={t("verdicts_text")}>
        <VerdictTable />
      </Block>
      <Block of="bare" title={t("decisions_title")}>
        <div className={css.filters}>
          <SegmentedControl
            size="xs"
            aria-label={t("col_way")}
            data={(["escalated", "handover", "offer", "answer"] as const).map((value) => ({ value, label: t(`kind_${value}`) }))}
            value={filter.kind}
            onChange={(kind) => setFilter({ ...filter, kind: kind as Kinds })}
          />
          <Select
            size="xs"
            allowDeselect={false}
            aria-label={t("filter_marked")}
            data={[
              { value: "", label: t("marked_any") },
              { value: "no", label: t("marked_no") },
              ...(["right", "false", "missed"] as const).map((value) => ({ value, label: t(`mark_${value}`) })),
            ]}
            value={filter.marked}
            onChange={(marked) => setFilter({ ...filter, marked: (marked ?? "") as Marked })}
          />
        </div>
        {ledger.isPending ? (
          <SkeletonLines lines={8} />
        ) : rows.length === 0 ? (
          <EmptyState icon={ScrollText} title={t("ledger_none")}>
            {t("ledger_none_text")}
          </EmptyState>
        ) : (
          <ol>
            {rows.map((row) => (
              <DecisionRow key={row.id} row={row} rules={rules} />
            ))}
          </ol>
        )}
        {ledger.hasNextPage && (
          <Button size="xs" variant="default" mt={12} loading={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
            {t("more")}
          </Button>
        )}
      </Block>
    </SettingsFrame>
  );
}
