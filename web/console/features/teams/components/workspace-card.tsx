import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@console/shared/session/session";
import { useChange, type Service, type ServiceForm } from "../api/teams";
import { ServiceFields } from "./service-fields";
import css from "./teams.module.css";

const formOf = ({ strategy, calendar, notice, long_line }: Service): ServiceForm => ({ strategy, calendar, notice, long_line });

/** The hours and the routing that hold where no team has its own. */
export function WorkspaceCard({ service }: { service: Service }) {
  const { t } = useTranslation("teams");
  const may = useMay("administer");
  const change = useChange();
  const [draft, setDraft] = useState<ServiceForm>();
  const value = draft ?? formOf(service);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ do: "service", service: value }, { onSuccess: () => setDraft(undefined) });
      }}
    >
      <ServiceFields value={value} disabled={!may} onChange={setDraft} />
      <div className={css.buttons}>
        {!may && <p className={css.hint}>{t("only_admin")}</p>}
        {change.isSuccess && !draft && <span role="status" className={css.hint}>{t("saved")}</span>}
        {may && (
          <Button type="submit" disabled={!draft} loading={change.isPending}>
            {t("save")}
          </Button>
        )}
      </div>
    </form>
  );
}
