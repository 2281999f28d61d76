import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { useChangeServer, type Server } from "../api/actions";
import "./action-styles";
import css from "./actions.module.css";

/** A server's address and token; saving lists its tools. */
export function ServerForm({ server, onDone }: { server?: Server; onDone(): void }) {
  const { t } = useTranslation("actions");
  const [name, setName] = useState(server?.name ?? "");
  const [url, setUrl] = useState(server?.url ?? "");
  const [token, setToken] = useState("");
  const change = useChangeServer();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ do: "save", id: server?.id, draft: { name, url, ...(token && { token }) } }, { onSuccess: onDone });
  };
  return (
    <form className={css.fields} onSubmit={submit}>
      <div className={css.pair}>
        <TextInput label={t("server_name")} maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
        <TextInput label={t("server_url")} placeholder="https://tools.example/mcp" maxLength={500} value={url} onChange={(event) => setUrl(event.currentTarget.value)} />
      </div>
      <p className={css.meta}>{t("server_url_hint")}</p>
      <PasswordInput label={t("server_token")} description={t(server?.has_token ? "server_token_kept" : "server_token_hint")} autoComplete="off" maxLength={4000} value={token} onChange={(event) => setToken(event.currentTarget.value)} />
      {change.error && (
        <p className={css.failed} role="alert">
          {(isProblem(change.error) && change.error.title) || t("save_failed")}
        </p>
      )}
      <div className={css.buttons}>
        <Button size="xs" type="submit" disabled={name.trim() === "" || url.trim() === ""} loading={change.isPending}>
          {t(server ? "server_save" : "server_connect")}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
