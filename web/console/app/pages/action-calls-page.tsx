import { Button, Select } from "@mantine/core";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { textIn } from "@shared/text/text-in";
import { useActionList, useCalls, type CallFilter } from "@console/features/actions/api/actions";
import css from "@console/features/actions/components/actions.module.css";
import { CallRow } from "@console/features/actions/components/call-row";
import { KeepField } from "@console/features/actions/components/keep-field";
import { useMay } from "@console/shared/session/session";
import "@console/shared/ui/select-styles";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SettingsFrame } from "@console/shared/ui/settings-frame";
import { SkeletonLines } from "@console/shared/ui/skeleton";

const outcomes = ["done", "not_there", "asked", "refused", "failed", "unknown", "started"] as const;
const callers = ["model", "flow", "agent", "try"] as const;

/** The audit: every call and every refusal, with what was asked and what came of it. */
export function ActionCallsPage() {
  const { t, i18n } = useTranslation("actions");
  const [filter, setFilter] = useState<CallFilter>({ action: "", outcome: "", by: "" });
  const calls = useCalls(filter);
  const actions = useActionList().data ?? [];
  const may = useMay("administer");
  const days = calls.data?.pages[0]?.days;
  const rows = calls.data?.pages.flatMap((page) => page.calls) ?? [];
  return (
    <SettingsFrame title={t("calls_title")} lead={t("calls_lead")}>
      <div className={css.filters}>
        <Select size="xs" allowDeselect={false} aria-label={t("calls_action")} data={[{ value: "", label: t("any_action") }, ...actions.map((one) => ({ value: one.id, label: textIn(one.definition.title, i18n.language) }))]} value={filter.action} onChange={(action) => setFilter({ ...filter, action: action ?? "" })} />
        <Select size="xs" allowDeselect={false} aria-label={t("calls_outcome")} data={[{ value: "", label: t("any_outcome") }, ...outcomes.map((value) => ({ value, label: t(`outcome_${value}`) }))]} value={filter.outcome} onChange={(outcome) => setFilter({ ...filter, outcome: (outcome ?? "") as CallFilter["outcome"] })} />
        <Select size="xs" allowDeselect={false} aria-label={t("calls_by")} data={[{ value: "", label: t("any_by") }, ...callers.map((value) => ({ value, label: t(`by_${value}`) }))]} value={filter.by} onChange={(by) => setFilter({ ...filter, by: (by ?? "") as CallFilter["by"] })} />
      </div>
      {calls.isPending ? (
        <SkeletonLines lines={8} />
      ) : calls.isError ? (
        <EmptyState icon={ScrollText} tone="error" title={t("failed")} action={<Button variant="default" onClick={() => void calls.refetch()}>{t("retry")}</Button>} />
      ) : rows.length === 0 ? (
        <EmptyState icon={ScrollText} title={t("calls_none")}>
          {t("calls_none_text")}
        </EmptyState>
      ) : (
        <ul className={css.rows}>
          {rows.map((call) => (
            <CallRow key={call.id} call={call} />
          ))}
        </ul>
      )}
      {calls.hasNextPage && (
        <Button size="xs" variant="default" loading={calls.isFetchingNextPage} onClick={() => void calls.fetchNextPage()}>
          {t("calls_more")}
        </Button>
      )}
      {may && days !== undefined && <KeepField key={days} days={days} />}
    </SettingsFrame>
  );
}
