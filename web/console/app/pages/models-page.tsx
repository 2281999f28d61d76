import { Lock, Quote } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useChangeModels, useModels, type Model } from "@console/features/models/api/models";
import { FindModels } from "@console/features/models/components/find-models";
import { ModelRow } from "@console/features/models/components/model-row";
import css from "@console/features/models/components/models.module.css";
import { isProblem } from "@console/shared/api/client";
import { EmptyState } from "@console/shared/ui/empty-state";
import { Block, Loaded, SettingsFrame } from "@console/shared/ui/settings-frame";

/** The installation's language models, in the order in which they are asked. For its operator only. */
export function ModelsPage() {
  const { t } = useTranslation("models");
  const models = useModels();
  return (
    <SettingsFrame title={t("title")} lead={t("lead")}>
      {isProblem(models.error) && models.error.status === 403 ? (
        <EmptyState icon={Lock} title={t("forbidden")}>
          {t("forbidden_text")}
        </EmptyState>
      ) : (
        <Loaded query={models} failed={t("load_failed")} failedText={t("load_failed_text")} lines={6}>
          {(list) => <Connected models={list} />}
        </Loaded>
      )}
    </SettingsFrame>
  );
}

function Connected({ models }: { models: Model[] }) {
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
      <Block title={t("connected")} text={t("connected_text")}>
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
      </Block>
      <Block title={t("add")} text={t("add_text")}>
        <FindModels />
      </Block>
    </>
  );
}
