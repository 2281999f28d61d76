import { Button, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@console/shared/session/session";
import { useSavePolicy, type PolicyForm } from "../api/deadlines";
import css from "./deadlines.module.css";
import { PolicyFields } from "./policy-fields";

interface Props {
  /** undefined for the workspace's own. */
  team?: string;
  /** What was set; undefined for a team to which the workspace's applies. */
  own: PolicyForm | undefined;
  /** What it starts from where it gets its own. */
  fallback: PolicyForm;
}

export function PolicyCard({ team, own, fallback }: Props) {
  const { t } = useTranslation("deadlines");
  const may = useMay("administer");
  const save = useSavePolicy();
  const [form, setForm] = useState(own);
  const same = JSON.stringify(form) === JSON.stringify(own);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ team, form });
      }}
    >
      {team && (
        <div className={css.part}>
          <Switch label={t("inherit")} disabled={!may} checked={!form} onChange={(event) => setForm(event.currentTarget.checked ? undefined : (own ?? fallback))} />
        </div>
      )}
      {form && <PolicyFields value={form} disabled={!may} onChange={setForm} />}
      {may && (
        <div className={css.buttons} style={{ padding: "12px 0" }}>
          <p role="status" className={save.isError ? css.bad : css.hint} style={{ flex: 1 }}>
            {save.isError ? t("save_failed") : same ? (save.isSuccess ? t("saved") : "") : t("unsaved")}
          </p>
          <Button type="submit" loading={save.isPending} disabled={same}>
            {t("save")}
          </Button>
        </div>
      )}
    </form>
  );
}
