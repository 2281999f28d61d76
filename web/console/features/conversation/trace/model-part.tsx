import { useTranslation } from "react-i18next";
import type { TurnModel } from "../api/get-turn";
import { Part } from "./parts";
import css from "./trace.module.css";
import { useFigures } from "./use-figures";

/** What the model was sent and said, and what the checks did not let through. */
export function ModelPart({ model }: { model: TurnModel }) {
  const { t, i18n } = useTranslation("trace");
  const { dollars } = useFigures();
  const masked = Object.entries(model.masked ?? {}).map(([kind, count]) => t(`masked_${kind}` as "masked_email", { defaultValue: kind, count }));
  return (
    <Part title={t("model")}>
      <dl className={css.pairs}>
        {model.name && (
          <>
            <dt>{t("model_name")}</dt>
            <dd>{model.endpoint ? t("model_at", { model: model.name, endpoint: model.endpoint }) : model.name}</dd>
          </>
        )}
        <dt>{t("prompt_version")}</dt>
        <dd>
          <code>{model.prompt_version}</code>
        </dd>
        {model.prompt_tokens > 0 && (
          <>
            <dt>{t("usage")}</dt>
            <dd>
              {t(model.estimated ? "usage_estimated" : "usage_counted", { prompt: model.prompt_tokens, completion: model.completion_tokens })}
              {model.cost_micros > 0 && <> · {dollars(model.cost_micros)}</>}
            </dd>
          </>
        )}
        {masked.length > 0 && (
          <>
            <dt>{t("masked")}</dt>
            <dd>{new Intl.ListFormat(i18n.language).format(masked)}</dd>
          </>
        )}
      </dl>
      {model.dropped.length > 0 && (
        <>
          <h4 className={css.subheading}>{t("dropped")}</h4>
          <ul className={css.dropped}>
            {model.dropped.map((one, at) => (
              <li key={at}>
                <span className={css.struck}>{one.text.trim()}</span>
                <span className={css.why}>{t(`dropped_${one.reason}`)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {model.prompt && <Text title={t("prompt")} text={model.prompt} />}
      {model.reply && <Text title={t("reply")} text={model.reply} />}
      {model.prompt && <p className={css.meta}>{t("redacted")}</p>}
    </Part>
  );
}

const Text = ({ title, text }: { title: string; text: string }) => (
  <details className={css.details}>
    <summary>{title}</summary>
    {/* Focusable, so that it scrolls with the keyboard alone. */}
    {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex */}
    <pre className={css.pre} tabIndex={0} role="region" aria-label={title}>
      {text}
    </pre>
  </details>
);
