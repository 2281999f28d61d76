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
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  const troubled = status.model_configured && status.model_state !== "closed" && status.model_state !== "";
  return (
    <ul className={css.parts}>
      {status.model_configured ? (
        <Part icon={BrainCircuit} state={troubled ? "warn" : "good"} title={t(troubled ? "status.model_down" : "status.model")}>
          {t(troubled ? "status.model_down_text" : "status.model_text", { model: status.model ?? "" })}
        </Part>
      ) : (
        <Part icon={Quote} state="calm" title={t("status.extractive")}>
          {t("status.extractive_text")}
        </Part>
      )}
      <Part icon={Search} state="good" title={t("status.index")}>
        {t("status.index_text", { passages: number(status.passages), articles: number(status.articles_published) })} {t(`status.embedder_${embedder(status)}`, { model: status.embedder_model })}
      </Part>
      <Part icon={Database} state="good" title={t("status.database")}>
        {t("status.database_text")}
      </Part>
      <Part icon={UsersRound} state={status.agents_online > 0 ? "good" : "calm"} title={t("status.agents", { count: status.agents_online })}>
        {t(status.agents_online > 0 ? "status.agents_text" : "status.agents_none")}
      </Part>
    </ul>
  );
}

const embedder = ({ embedder_model }: Status) => (embedder_model === "builtin" || embedder_model === "none" ? embedder_model : "endpoint");

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
