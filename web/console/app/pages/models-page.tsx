import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ChevronLeft, CloudOff, Lock, Quote } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useChangeModels, useModels, type Model } from "@console/features/models/api/models";
import { FindModels } from "@console/features/models/components/find-models";
import { ModelRow } from "@console/features/models/components/model-row";
import css from "@console/features/models/components/models.module.css";
import { isProblem } from "@console/shared/api/client";
import { useWorkspace } from "@console/shared/session/session";
import { setTitle } from "@console/shared/state/title";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import page from "./settings-page.module.css";

/** The installation's language models, in the order in which they are asked. For its operator only. */
export function ModelsPage() {
  const { t } = useTranslation("models");
  const { slug } = useWorkspace();
  const models = useModels();
  const title = t("title");
  useEffect(() => setTitle(title), [title]);
  return (
    <div className={page.page}>
      <div className={page.column}>
        <Link to="/w/$slug/settings" params={{ slug }} className={page.up}>
          <ChevronLeft size={14} aria-hidden />
          {t("back")}
        </Link>
        <h1 className={page.title}>{title}</h1>
        <p className={page.lead}>{t("lead")}</p>
        {models.data ? (
          <Loaded models={models.data} />
        ) : isProblem(models.error) && models.error.status === 403 ? (
          <EmptyState icon={Lock} title={t("forbidden")}>
            {t("forbidden_text")}
          </EmptyState>
        ) : models.isError ? (
          <EmptyState
            icon={CloudOff}
            tone="error"
            title={t("load_failed")}
            action={
              <Button variant="default" onClick={() => void models.refetch()}>
                {t("retry")}
              </Button>
            }
          >
            {t("load_failed_text")}
          </EmptyState>
        ) : (
          <SkeletonLines lines={6} />
        )}
      </div>
    </div>
  );
}

function Loaded({ models }: { models: Model[] }) {
  const { t } = useTranslation("models");
  const change = useChangeModels();
  const ids = models.flatMap((model) => (model.id ? [model.id] : []));
  const swap = (id: string, by: -1 | 1) => {
    const at = ids.indexOf(id);
    const other = ids[at + by];
    if (other === undefined) return undefined;
    return () => {
      const next = [...ids];
      next[at] = other;
      next[at + by] = id;
      change.mutate({ do: "order", ids: next });
    };
  };
  return (
    <>
      <section className={page.block} aria-label={t("connected")}>
        <h2 className={page.heading}>{t("connected")}</h2>
        <p className={page.text}>{t("connected_text")}</p>
        <div className={page.card}>
          {models.length === 0 && (
            <EmptyState icon={Quote} title={t("none")}>
              {t("none_text")}
            </EmptyState>
          )}
          <ol className={css.list}>
            {models.map((model, at) => (
              <ModelRow key={model.id ?? "configured"} model={model} place={at + 1} onUp={model.id ? swap(model.id, -1) : undefined} onDown={model.id ? swap(model.id, 1) : undefined} />
            ))}
          </ol>
        </div>
      </section>
      <section className={page.block} aria-label={t("add")}>
        <h2 className={page.heading}>{t("add")}</h2>
        <p className={page.text}>{t("add_text")}</p>
        <div className={page.card}>
          <FindModels />
        </div>
      </section>
    </>
  );
}
