import { Autocomplete, Button, NumberInput, PasswordInput, Switch, TextInput } from "@mantine/core";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { useChangeModels, useTryModel, type Model, type ModelDraft, type Trial } from "../api/models";
import "./model-styles";
import css from "./models.module.css";

interface Props {
  /** The model to change; a new one without it. */
  model?: Model;
  /** What a new one starts with. */
  start?: Partial<ModelDraft>;
  names?: string[];
  onDone(): void;
}

/** An address, a name, a key that is never shown again, what it costs. Tried before it is saved. */
export function ModelForm({ model, start, names = [], onDone }: Props) {
  const { t } = useTranslation("models");
  const [draft, setDraft] = useState<ModelDraft>(() => ({
    name: model?.name ?? "",
    base_url: model?.base_url ?? "",
    model: model?.model ?? "",
    prompt_price: model?.prompt_price ?? 0,
    completion_price: model?.completion_price ?? 0,
    enabled: model?.enabled ?? true,
    ...start,
  }));
  const change = useChangeModels();
  const trial = useTryModel();
  const put = (next: Partial<ModelDraft>) => setDraft({ ...draft, ...next });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(model?.id ? { do: "save", id: model.id, model: draft } : { do: "add", model: draft }, { onSuccess: onDone });
  };
  const known = trial.data?.models.length ? trial.data.models : names;
  const ready = draft.name.trim() !== "" && draft.base_url.trim() !== "" && draft.model.trim() !== "";
  const price = (name: "prompt_price" | "completion_price") => (
    <NumberInput label={t(name)} min={0} max={1_000_000} decimalScale={4} prefix="$" value={draft[name]} onChange={(value) => put({ [name]: Number(value) || 0 })} />
  );
  return (
    <form className={css.form} onSubmit={submit}>
      <TextInput label={t("name")} description={t("name_hint")} maxLength={80} value={draft.name} onChange={(event) => put({ name: event.currentTarget.value })} data-autofocus />
      <TextInput label={t("base_url")} description={t("base_url_hint")} placeholder="https://models.example/v1" maxLength={500} value={draft.base_url} onChange={(event) => put({ base_url: event.currentTarget.value })} />
      <Autocomplete label={t("model")} description={t("model_hint")} data={known} maxLength={200} value={draft.model} onChange={(value) => put({ model: value })} />
      <PasswordInput label={t("key")} description={t(model?.has_key ? "key_kept" : "key_hint")} autoComplete="off" maxLength={4000} value={draft.key ?? ""} onChange={(event) => put({ key: event.currentTarget.value || undefined })} visibilityToggleButtonProps={{ "aria-label": t("key_show") }} />
      <div className={css.prices}>
        {price("prompt_price")}
        {price("completion_price")}
      </div>
      <Switch label={t("enabled")} checked={draft.enabled} onChange={(event) => put({ enabled: event.currentTarget.checked })} />
      {trial.data && <Outcome trial={trial.data} />}
      {(change.error ?? trial.error) && (
        <p className={css.failed} role="alert">
          {messageOf(change.error ?? trial.error, t("failed"))}
        </p>
      )}
      <div className={css.buttons}>
        <Button size="xs" variant="default" disabled={!ready} loading={trial.isPending} onClick={() => trial.mutate({ ...draft, like: model?.id })}>
          {t("try")}
        </Button>
        <span className={css.grow} />
        <Button size="xs" variant="default" onClick={onDone}>
          {t("cancel")}
        </Button>
        <Button size="xs" type="submit" disabled={!ready} loading={change.isPending}>
          {t(model ? "save" : "connect")}
        </Button>
      </div>
    </form>
  );
}

const messageOf = (error: unknown, otherwise: string) => (isProblem(error) && error.title ? error.title : otherwise);

function Outcome({ trial }: { trial: Trial }) {
  const { t, i18n } = useTranslation("models");
  const ms = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  const Icon = trial.ok ? CircleCheck : CircleAlert;
  return (
    <p className={css.trial} data-ok={trial.ok || undefined} role="status">
      <Icon size={16} aria-hidden />
      {trial.ok ? t("try_ok", { first: ms(trial.first_token_ms), took: ms(trial.took_ms) }) : t(`reason_${trial.reason ?? ""}` as "reason_slow", { defaultValue: t("reason_unknown") })}
    </p>
  );
}
