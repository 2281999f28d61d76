import { Button, NumberInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@console/shared/session/session";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useBudget, useSaveBudget, type Budget, type Limits } from "../api/bot";
import css from "./bot.module.css";

const micros = 1_000_000;

/** What may be spent on models, beside what has been. */
export function BudgetCard() {
  const budget = useBudget();
  return budget.data ? <Loaded budget={budget.data} /> : <SkeletonLines lines={5} />;
}

function Loaded({ budget }: { budget: Budget }) {
  const { t, i18n } = useTranslation("bot");
  const may = useMay("administer");
  const save = useSaveBudget();
  const [limits, setLimits] = useState(budget.limits);
  const { use } = budget;
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  const money = (value: number) => new Intl.NumberFormat(i18n.language, { style: "currency", currency: "USD", maximumFractionDigits: 4 }).format(value / micros);
  const changed = JSON.stringify(limits) !== JSON.stringify(budget.limits);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(limits);
  };
  const field = (name: keyof Limits, unit: 1 | typeof micros) => (
    <NumberInput
      label={t(`limit_${name}`)}
      placeholder={t("no_limit")}
      disabled={!may}
      min={0}
      max={1e9}
      decimalScale={unit === 1 ? 0 : 2}
      prefix={unit === 1 ? "" : "$"}
      thousandSeparator=","
      value={limits[name] === 0 ? "" : limits[name] / unit}
      onChange={(value) => setLimits({ ...limits, [name]: Math.round((Number(value) || 0) * unit) })}
    />
  );
  return (
    <form className={css.budget} onSubmit={submit}>
      <Meter label={t("use_day_tokens")} used={use.today.tokens} limit={budget.limits.day_tokens} text={number} />
      <Meter label={t("use_day_money")} used={use.today.cost_micros} limit={budget.limits.day_micros} text={money} />
      <Meter label={t("use_month_money")} used={use.month_micros} limit={budget.limits.month_micros} text={money} />
      <p className={css.text}>{t("use_calls", { calls: number(use.today.calls), refused: number(use.today.refused) })}</p>
      <div className={css.limits}>
        {field("visitor_day_tokens", 1)}
        {field("day_tokens", 1)}
        {field("day_micros", micros)}
        {field("month_micros", micros)}
      </div>
      <p className={css.text}>{t("budget_hint")}</p>
      {may && (
        <Button type="submit" size="xs" className={css.end} disabled={!changed} loading={save.isPending}>
          {t("budget_save")}
        </Button>
      )}
    </form>
  );
}

interface MeterProps {
  label: string;
  used: number;
  limit: number;
  text(value: number): string;
}

/** How much of a limit is used; without a limit only the figure. */
function Meter({ label, used, limit, text }: MeterProps) {
  const { t } = useTranslation("bot");
  const share = limit > 0 ? Math.min(1, used / limit) : 0;
  const value = limit > 0 ? t("use_of", { used: text(used), limit: text(limit) }) : text(used);
  return (
    <div className={css.use}>
      <span>{label}</span>
      <span className={css.figure}>{value}</span>
      {limit > 0 && (
        <span className={css.meter} role="img" aria-label={`${label}: ${value}`}>
          <span className={css.fill} data-full={share >= 0.9 || undefined} style={{ transform: `scaleX(${share})` }} />
        </span>
      )}
    </div>
  );
}
