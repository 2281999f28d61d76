import { Button, NumberInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useKeepCalls } from "../api/actions";
import "./action-styles";
import css from "./actions.module.css";

/** For how many days calls are kept. */
export function KeepField({ days }: { days: number }) {
  const { t } = useTranslation("actions");
  const [value, setValue] = useState<number | string>(days);
  const keep = useKeepCalls();
  const usable = typeof value === "number" && value >= 1 && value <= 3650;
  return (
    <form
      className={css.keep}
      onSubmit={(event) => {
        event.preventDefault();
        if (usable) keep.mutate(value);
      }}
    >
      <NumberInput size="xs" label={t("calls_keep")} description={t("calls_keep_hint")} min={1} max={3650} allowDecimal={false} suffix={t("calls_keep_days")} value={value} onChange={setValue} />
      <Button size="xs" type="submit" variant="default" disabled={!usable || value === days} loading={keep.isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
