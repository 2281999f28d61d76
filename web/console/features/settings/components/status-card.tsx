import { Button } from "@mantine/core";
import { BrainCircuit, CloudOff, Database, Quote, Search, UsersRound, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Status } from "@console/shared/api/types";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useStatus } from "../api/get-status";
import css from "./settings.module.css";

/** Which parts serve the workspace now, in words a person can act on. */
export function StatusCard() {
  const { t } = useTranslation();
  const status = useStatus();
  if (status.isPending) return <SkeletonLines lines={6} />;
  if (!status.data) {
    const again = (
      <Button variant="default" onClick={() => void status.refetch()}>
        {t("action.retry")}
      </Button>
    );
    return (
      <EmptyState icon={CloudOff} tone="error" title={t("status.failed")} action={again}>
        {t("status.failed_text")}
      </EmptyState>
    );
  }
  return <Parts status={status.data} />;
}

function Parts({ status }: { status: Status }) {
  const { t, i18n } = useTranslation();
  const { t: tm } = useTranslation("models");
  const { database, embedding } = status;
  const money = new Intl.NumberFormat(i18n.language, { style: "currency", currency: "USD" });
  const part = new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 1 });
  const number = (value: number, digits = 0) => new Intl.NumberFormat(i18n.language, { maximumFractionDigits: digits }).format(value);
  const size = new Intl.NumberFormat(i18n.language, { style: "unit", unit: "megabyte", maximumFractionDigits: 0 }).format(database.bytes / 1_000_000);
  return (
    <ul className={css.parts}>
      {status.models.length === 0 && (
        <Part icon={Quote} state="calm" title={t("status.extractive")}>
          {tm("status_none")}
        </Part>
      )}
      {status.models.map((model) => (
        <Part key={`${model.host} ${model.model}`} icon={BrainCircuit} state={healthy(model) ? "good" : "warn"} title={model.name}>
          {tm(healthy(model) ? "status_well" : "status_down", { model: model.model, host: model.host })}
        </Part>
      ))}
      <Part icon={Search} state="good" title={t("status.index")}>
        {t("status.index_text", { passages: number(status.passages), articles: number(status.articles_published) })} {t(`status.embedder_${embedder(status)}`, { model: status.embedder_model })}{" "}
        {embedding && tm(embedding.micros > 0 ? "status_embedding_cost" : "status_embedding", { passages: number(embedding.passages), tokens: number(embedding.tokens), cost: money.format(embedding.micros / 1_000_000) })}{" "}
        {embedding && embedding.recall > 0 && embedding.recall < 1 && tm("status_recall", { recall: part.format(embedding.recall) })}
      </Part>
      <Part icon={Database} state={database.connections < database.most ? "good" : "warn"} title={t("status.database")}>
        {tm("status_database", { version: database.version, size, took: number(database.took_ms, 1), connections: number(database.connections), most: number(database.most) })}
      </Part>
      <Part icon={UsersRound} state={status.agents_online > 0 ? "good" : "calm"} title={t("status.agents", { count: status.agents_online })}>
        {t(status.agents_online > 0 ? "status.agents_text" : "status.agents_none")}
      </Part>
    </ul>
  );
}

/** An endpoint that rests after failures, or whose key cannot be read, needs somebody. */
const healthy = (model: Status["models"][number]) => model.state === "closed" && !model.key_unreadable;

const embedder = ({ embedder_model }: Status) => (embedder_model === "none" ? "none" : "endpoint");

function Part({ icon: Icon, state, title, children }: { icon: LucideIcon; state: "good" | "calm" | "warn"; title: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <li className={css.part} data-state={state}>
      <span className={css.icon}>
        <Icon size={18} aria-hidden />
      </span>
      <div>
        <p className={css.name}>
          {title}
          <span className={css.state}>{t(`status.state_${state}`)}</span>
        </p>
        <p className={css.text}>{children}</p>
      </div>
    </li>
  );
}
