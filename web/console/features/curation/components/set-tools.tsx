import "@console/shared/ui/select-styles";
import { Button, FileButton, Select } from "@mantine/core";
import { Download, FileUp, Play, Sparkles, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useArticles } from "../api/articles";
import { useGaps } from "../api/gaps";
import { isProblem } from "@console/shared/api/client";
import { offerFile } from "@console/shared/ui/offer-file";
import { useExport, useSetStep } from "../api/questions";
import css from "./questions.module.css";

interface Props {
  set: string;
  name: string;
  /** Whose draft to try, chosen in the editor or a gap. */
  article: string | undefined;
  questions: number;
  onRun(run: string): void;
  onDeleted(): void;
}

/** What visitors said of answers in so many days fills a set. */
const fillDays = 30;

/** Ask the set, fill it, take it out and in. */
export function SetTools({ set, name, article, questions, onRun, onDeleted }: Props) {
  const { t } = useTranslation("curation");
  const [draft, setDraft] = useState(article ?? "");
  const articles = useArticles();
  const [open, drafted, closed] = [useGaps("open").data, useGaps("drafted").data, useGaps("closed").data];
  const gaps = [...(open ?? []), ...(drafted ?? []), ...(closed ?? [])];
  const step = useSetStep(set);
  const download = useExport(set);
  const unpublished = (articles.data ?? []).filter((row) => row.changed || row.status !== "published" || row.id === draft);
  const save = () => download.mutate(undefined, { onSuccess: ({ file }) => offerFile(`${name}.jsonl`, file, "application/jsonl") });
  return (
    <div className={css.tools}>
      <div className={css.toolRow}>
        <Select
          className={css.grow}
          searchable
          aria-label={t("questions.against")}
          value={draft}
          onChange={(value) => setDraft(value ?? "")}
          data={[{ value: "", label: t("questions.live") }, ...unpublished.map((row) => ({ value: row.id, label: t("questions.with_draft", { title: row.title }) }))]}
        />
        <Button loading={step.isPending && step.variables.do === "run"} disabled={questions === 0} leftSection={<Play size={16} aria-hidden />} onClick={() => step.mutate({ do: "run", article: draft || undefined }, { onSuccess: ({ run }) => run && onRun(run.id) })}>
          {t("questions.run")}
        </Button>
      </div>
      <div className={css.toolRow}>
        <Button size="xs" variant="default" leftSection={<Sparkles size={14} aria-hidden />} onClick={() => step.mutate({ do: "fill", days: fillDays })}>
          {t("questions.fill", { days: fillDays })}
        </Button>
        <Select
          size="xs"
          searchable
          className={css.from}
          aria-label={t("questions.fill_gap")}
          placeholder={t("questions.fill_gap")}
          value={null}
          disabled={step.isPending}
          onChange={(gap) => gap && step.mutate({ do: "fill", gap })}
          data={gaps.map(({ id, title }) => ({ value: id, label: title }))}
          nothingFoundMessage={t("gaps.nothing")}
        />
        <FileButton accept=".jsonl,.json,.txt" onChange={(file) => file && void file.text().then((text) => step.mutate({ do: "import", file: text }))} inputProps={{ "aria-label": t("questions.import") }}>
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<FileUp size={14} aria-hidden />}>
              {t("questions.import")}
            </Button>
          )}
        </FileButton>
        <Button size="xs" variant="default" leftSection={<Download size={14} aria-hidden />} onClick={save} disabled={questions === 0}>
          {t("questions.export")}
        </Button>
        <Button size="xs" variant="subtle" color="red" leftSection={<Trash2 size={14} aria-hidden />} onClick={() => window.confirm(t("questions.delete_sure", { name })) && step.mutate({ do: "delete" }, { onSuccess: onDeleted })}>
          {t("questions.delete")}
        </Button>
      </div>
      <p role="status" className={css.meta}>
        {step.data?.added !== undefined && t("questions.added", { count: step.data.added })}
      </p>
      {step.error && <p className={css.failed} role="alert">{isProblem(step.error) ? step.error.title : t("failed")}</p>}
    </div>
  );
}
