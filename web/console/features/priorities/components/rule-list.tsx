import { Button } from "@mantine/core";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { useMay } from "@console/shared/session/session";
import { useSavePriorities, type PriorityRule } from "../api/priorities";
import css from "./priorities.module.css";
import { RuleRow } from "./rule-row";

const blank: PriorityRule = { attribute: "", test: "is", value: "", priority: 2 };

/** The rules as a draft, saved as a whole. */
export function RuleList({ saved }: { saved: PriorityRule[] }) {
  const { t } = useTranslation("handling");
  const readOnly = !useMay("administer");
  const save = useSavePriorities();
  const [draft, setDraft] = useState<{ key: number; rule: PriorityRule }[]>(() => saved.map((rule, key) => ({ key, rule })));
  const [changed, setChanged] = useState(false);
  const edit = (next: typeof draft) => {
    save.reset();
    setChanged(true);
    setDraft(next);
  };
  const status = save.error ? (isProblem(save.error) ? save.error.title : t("priorities.failed")) : save.isSuccess ? t("priorities.saved") : changed ? t("priorities.unsaved") : readOnly ? t("priorities.read_only") : "";
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft.map(({ rule }) => rule), { onSuccess: () => setChanged(false) });
      }}
    >
      {draft.length === 0 && <p className={css.none}>{t("priorities.none")}</p>}
      <ul className={css.rules}>
        {draft.map(({ key, rule }) => (
          <RuleRow
            key={key}
            rule={rule}
            readOnly={readOnly}
            onChange={(next) => edit(draft.map((one) => (one.key === key ? { key, rule: next } : one)))}
            onRemove={() => edit(draft.filter((one) => one.key !== key))}
          />
        ))}
      </ul>
      <div className={css.foot}>
        {!readOnly && (
          <Button variant="default" leftSection={<Plus size={14} />} disabled={draft.length >= 50} onClick={() => edit([...draft, { key: Math.max(-1, ...draft.map((one) => one.key)) + 1, rule: blank }])}>
            {t("priorities.add")}
          </Button>
        )}
        <p className={css.status} role="status" data-failed={save.isError || undefined}>
          {status}
        </p>
        {!readOnly && (
          <Button type="submit" disabled={!changed} loading={save.isPending}>
            {t("priorities.save")}
          </Button>
        )}
      </div>
    </form>
  );
}
