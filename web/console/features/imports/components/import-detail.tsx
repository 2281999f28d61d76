import "../styles";
import { Button, Checkbox, Progress } from "@mantine/core";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@console/shared/session/session";
import { useImportStep, working, type Change, type Import } from "../api/imports";
import css from "./imports.module.css";
import { ItemList } from "./item-list";

interface Props {
  row: Import;
  onAgain(row: Import): void;
}

const changes: Change[] = ["added", "changed", "removed", "unchanged", "failed"];

/** One import: how far it is, what it would change, and the button that does it. */
export function ImportDetail({ row, onAgain }: Props) {
  const { t } = useTranslation("library");
  const [shown, setShown] = useState<Change>();
  const change = shown ?? changes.find((one) => row[one] > 0) ?? "added";
  const known = row.state !== "open" && row.state !== "reading";
  return (
    <>
      <Bar row={row} />
      {row.problem && (
        <p className={css.error} role="alert">
          {row.problem}
        </p>
      )}
      {known && (
        <>
          <div className={css.tabs} role="group" aria-label={t("imports.changes")}>
            {changes.map((one) => (
              <button key={one} type="button" className={css.tab} data-change={one} aria-pressed={one === change} onClick={() => setShown(one)}>
                <b>{row[one]}</b> {t(`imports.${one}`)}
              </button>
            ))}
          </div>
          {row.partial && <p className={css.hint}>{t("imports.partial")}</p>}
          <ItemList row={row} change={change} />
        </>
      )}
      <Foot row={row} onAgain={onAgain} />
    </>
  );
}

function Bar({ row }: { row: Import }) {
  const { t } = useTranslation("library");
  const toApply = row.added + row.changed + row.removed;
  const applying = row.state === "applying" || row.state === "done";
  const [done, all] = applying ? [row.applied, toApply] : [row.files_read, row.files];
  const nothing = row.state === "done" && toApply === 0 ? "imports.text_done_nothing" : row.state === "planned" && toApply === 0 && (row.failed > 0 && row.unchanged === 0 ? "imports.text_unread" : "imports.text_same");
  const text = nothing ? t(nothing) : row.state === "applying" || row.state === "reading" ? t(`imports.progress_${row.state}`, { done, all }) : t(`imports.text_${row.state}`);
  return (
    <div className={css.progress}>
      <p role="status">{text}</p>
      {working(row.state) && <Progress value={all ? (100 * done) / all : 0} animated aria-label={text} />}
    </div>
  );
}

function Foot({ row, onAgain }: Props) {
  const { t } = useTranslation("library");
  const step = useImportStep(row.id);
  const [remove, setRemove] = useState(true);
  const mayEdit = useMay("editKnowledge");
  if (!mayEdit) return null;
  const count = row.added + row.changed + (remove ? row.removed : 0);
  if (row.state === "planned") {
    return (
      <div className={css.foot}>
        {row.removed > 0 && <Checkbox label={t("imports.remove", { count: row.removed })} checked={remove} onChange={(event) => setRemove(event.currentTarget.checked)} />}
        <span className={css.space} />
        <Button variant="default" onClick={() => step.mutate({ do: "cancel" })}>
          {t("imports.discard")}
        </Button>
        <Button disabled={count === 0} loading={step.isPending} onClick={() => step.mutate({ do: "apply", remove })}>
          {t("imports.apply", { count })}
        </Button>
      </div>
    );
  }
  return (
    <div className={css.foot}>
      <span className={css.space} />
      {working(row.state) || row.state === "open" ? (
        <Button variant="default" onClick={() => step.mutate({ do: "cancel" })}>
          {t("imports.cancel")}
        </Button>
      ) : (
        <Button variant="default" leftSection={<RefreshCw size={14} aria-hidden />} onClick={() => onAgain(row)}>
          {t("imports.again")}
        </Button>
      )}
    </div>
  );
}
