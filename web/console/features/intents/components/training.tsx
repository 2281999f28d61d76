import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { useTimes } from "@console/shared/i18n/times";
import { useSetLive, useTrain, type Intents, type Model } from "../api/intents";
import css from "./intents.module.css";

/** Trains on the examples as they are, shows how well that went, and lets a version read live messages. */
export function Training({ data, may }: { data: Intents; may: boolean }) {
  const { t } = useTranslation("intents");
  const train = useTrain();
  const training = data.models[0]?.state === "training";
  const newest = data.models.find((model) => model.report);
  return (
    <section className={css.box} aria-label={t("training_title")}>
      <h2 className={css.heading}>{t("training_title")}</h2>
      <p className={css.text}>{t(data.embedder ? "training_text_embedder" : "training_text")}</p>
      {may && (
        <Button size="xs" className={css.end} loading={training || train.isPending} onClick={() => train.mutate(undefined)}>
          {t("train")}
        </Button>
      )}
      {train.error && <p className={css.failed}>{isProblem(train.error) && train.error.title ? train.error.title : t("failed_text")}</p>}
      {newest?.report && <Figures report={newest.report} />}
      <ol className={css.models}>
        {data.models.map((model) => (
          <ModelRow key={model.version} model={model} may={may} />
        ))}
      </ol>
    </section>
  );
}

function ModelRow({ model, may }: { model: Model; may: boolean }) {
  const { t } = useTranslation("intents");
  const times = useTimes();
  const live = useSetLive();
  return (
    <li className={css.model}>
      <span className={css.grow}>
        <span className={css.number}>{t("version", { number: model.version })}</span>
        {model.live && <span className={css.live}>{t("live")}</span>}
        <span className={css.note}>{model.state === "ready" ? t("model_meta", { count: model.examples, seconds: (model.took_ms / 1000).toFixed(1), at: times.full(model.at) }) : model.state === "training" ? t("model_training") : (model.problem ?? "")}</span>
      </span>
      {may && model.state === "ready" && (model.live || model.kept) && (
        <Button size="compact-xs" variant="default" loading={live.isPending} onClick={() => live.mutate(model.live ? 0 : model.version)}>
          {t(model.live ? "stop" : "activate")}
        </Button>
      )}
    </li>
  );
}

function Figures({ report }: { report: NonNullable<Model["report"]> }) {
  const { t, i18n } = useTranslation("intents");
  const part = (value: number) => new Intl.NumberFormat(i18n.language, { style: "percent" }).format(value);
  return (
    <div>
      <dl className={css.figures}>
        {(["accuracy", "kept", "caught"] as const).map((name) => (
          <div key={name}>
            <dt className={css.meta}>{t(`figure_${name}`)}</dt>
            <dd className={css.figure}>{part(report[name])}</dd>
          </div>
        ))}
      </dl>
      <p className={css.meta}>{t("figures_text", { folds: report.folds })}</p>
      {report.confusions.length > 0 && (
        <details className={css.more}>
          <summary>{t("confusions")}</summary>
          <ul>
            {report.confusions.slice(0, 20).map((one) => (
              <li key={`${one.label}/${one.taken_for}`} className={css.confusion}>
                <span className={css.grow}>{t("confusion", { label: one.label, taken: one.taken_for })}</span>
                <span>{one.count}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
