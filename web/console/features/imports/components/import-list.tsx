import { Link, useParams } from "@tanstack/react-router";
import { FileUp, Globe } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useNow } from "@console/shared/ui/use-now";
import { useImports } from "../api/imports";
import css from "./imports.module.css";

/** Earlier imports, newest first. */
export function ImportList() {
  const { t } = useTranslation("library");
  const { slug = "" } = useParams({ strict: false });
  const imports = useImports();
  const times = useTimes();
  const now = useNow();
  if (!imports.data) return <SkeletonLines lines={4} />;
  if (imports.data.length === 0) {
    return (
      <EmptyState icon={FileUp} title={t("imports.none")}>
        {t("imports.none_text")}
      </EmptyState>
    );
  }
  return (
    <ul className={css.list}>
      {imports.data.map((one) => {
        const Icon = one.kind === "website" ? Globe : FileUp;
        return (
          <li key={one.id}>
            <Link to="/w/$slug/knowledge/imports/$import" params={{ slug, import: one.id }} className={css.row}>
              <Icon size={16} aria-hidden />
              <span className={css.name}>{one.name}</span>
              <span className={css.state} data-state={one.state}>
                {t(`imports.state_${one.state}`)}
              </span>
              <span className={css.counts}>{one.state === "done" ? t("imports.counts", { added: one.added, changed: one.changed, removed: one.removed, failed: one.failed }) : ""}</span>
              <time className={css.when} dateTime={one.created_at}>
                {times.age(one.created_at, now)}
              </time>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
