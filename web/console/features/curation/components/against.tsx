import "@console/shared/ui/select-styles";
import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { useQuestionSet } from "../api/questions";
import css from "./questions.module.css";

interface Props {
  set: string;
  run: string;
  value: string | undefined;
  /** The run has a live half of its own to be compared with. */
  own: boolean;
  onChange(run: string | undefined): void;
}

/** Any other run of the set to compare with. */
export function Against({ set, run, value, own, onChange }: Props) {
  const { t } = useTranslation("curation");
  const times = useTimes();
  const others = (useQuestionSet(set).data?.runs ?? []).filter((one) => one.id !== run && one.state === "done");
  if (others.length === 0) return null;
  const runs = others.map((one) => ({
    value: one.id,
    label: `${times.full(one.created_at)} · ${one.article_id ? t("questions.with_draft", { title: one.article_title }) : t("questions.live")}`,
  }));
  return (
    <Select
      className={css.against}
      size="xs"
      label={t("report.compare")}
      value={value ?? ""}
      allowDeselect={false}
      onChange={(id) => onChange(id || undefined)}
      data={own || !value ? [{ value: "", label: t(own ? "report.own" : "report.nothing") }, ...runs] : runs}
    />
  );
}
