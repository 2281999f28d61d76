import { Button } from "@mantine/core";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { IconButton } from "@console/shared/ui/icon-button";
import { useChangeModels, type Model } from "../api/models";
import { ModelForm } from "./model-form";
import css from "./models.module.css";

interface Props {
  model: Model;
  place: number;
  onUp?(): void;
  onDown?(): void;
}

/** One model: where it is, how it is, and its place among those that are asked. */
export function ModelRow({ model, place, onUp, onDown }: Props) {
  const { t, i18n } = useTranslation("models");
  const [doing, setDoing] = useState<"edit" | "remove">();
  const change = useChangeModels();
  const { id } = model;
  const dollars = (value: number) => new Intl.NumberFormat(i18n.language, { style: "currency", currency: "USD", maximumFractionDigits: 4 }).format(value);
  const priced = model.prompt_price > 0 || model.completion_price > 0;
  if (doing === "edit") {
    return (
      <li className={css.row}>
        <ModelForm model={model} onDone={() => setDoing(undefined)} />
      </li>
    );
  }
  return (
    <li className={css.row} data-off={!model.enabled || undefined}>
      <div className={css.head}>
        <span className={css.place}>{place}</span>
        <div className={css.grow}>
          <p className={css.name}>
            {model.name}
            <Health model={model} />
          </p>
          <p className={css.text}>{t("at", { model: model.model, address: model.base_url })}</p>
          <p className={css.text}>{priced ? t("priced", { prompt: dollars(model.prompt_price), completion: dollars(model.completion_price) }) : t("free")}</p>
        </div>
        {id && (
          <div className={css.move}>
            <IconButton icon={ArrowUp} label={t("up", { name: model.name })} disabled={!onUp} onClick={onUp} />
            <IconButton icon={ArrowDown} label={t("down", { name: model.name })} disabled={!onDown} onClick={onDown} />
          </div>
        )}
      </div>
      {!id && <p className={css.text}>{t("configured")}</p>}
      {id && doing === "remove" && (
        <div className={css.buttons} role="alertdialog" aria-label={t("remove_title", { name: model.name })}>
          <p className={css.grow}>{t("remove_title", { name: model.name })}</p>
          <Button size="compact-sm" variant="default" onClick={() => setDoing(undefined)}>
            {t("cancel")}
          </Button>
          <Button size="compact-sm" color="red" loading={change.isPending} onClick={() => change.mutate({ do: "remove", id })}>
            {t("remove")}
          </Button>
        </div>
      )}
      {id && !doing && (
        <div className={css.buttons}>
          <Button size="compact-sm" variant="default" onClick={() => setDoing("edit")}>
            {t("edit")}
          </Button>
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => setDoing("remove")}>
            {t("remove")}
          </Button>
        </div>
      )}
    </li>
  );
}

/** How an endpoint is, in words: its breaker, and what its last call came to. */
function Health({ model }: { model: Model }) {
  const { t, i18n } = useTranslation("models");
  const times = useTimes();
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  if (!model.enabled) return <span className={css.health}>{t("off")}</span>;
  if (model.key_unreadable) return <span className={css.health} data-state="open">{t("key_unreadable")}</span>;
  const why = model.last_failure ? t(`reason_${model.last_failure}` as "reason_slow", { defaultValue: t("reason_unknown") }) : "";
  const text = model.state === "closed" ? (model.last_failure ? t("last_failed", { why, at: model.last_at ? times.time(model.last_at) : "" }) : model.calls > 0 ? t("well", { calls: number(model.calls), first: number(model.first_token_ms ?? 0) }) : t("unused")) : t(`state_${model.state}`, { why });
  return (
    <span className={css.health} data-state={model.state !== "closed" ? model.state : model.last_failure ? "half_open" : model.calls > 0 ? "closed" : undefined}>
      {text}
    </span>
  );
}
