import { Button, PasswordInput, Select, TextInput } from "@mantine/core";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Definition } from "../api/actions";
import { secretNames, type Editing } from "../draft";
import "./action-styles";
import css from "./actions.module.css";

interface Props {
  value: Editing;
  /** Names of the secrets that are stored. */
  stored: string[];
  onChange(next: Partial<Editing>): void;
}

/** Method, address, headers and the secrets that they name. */
export function RequestFields({ value, stored, onChange }: Props) {
  const { t } = useTranslation("actions");
  const { http } = value.definition;
  if (!http) return null;
  const put = (change: Partial<NonNullable<Definition["http"]>>) => onChange({ definition: { ...value.definition, http: { ...http, ...change } } });
  const headers = http.headers ?? [];
  const header = (at: number, change: Partial<(typeof headers)[number]>) => put({ headers: headers.map((one, i) => (i === at ? { ...one, ...change } : one)) });
  return (
    <div className={css.fields}>
      <div className={css.request}>
        <Select label={t("method")} allowDeselect={false} data={["GET", "POST", "PUT", "PATCH", "DELETE"]} value={http.method} onChange={(method) => put({ method: method as "GET" })} />
        <TextInput label={t("url")} maxLength={1000} placeholder="https://shop.example/orders/{number}" value={http.url} onChange={(event) => put({ url: event.currentTarget.value })} />
      </div>
      <p className={css.meta}>{t("url_hint", { brace: "{number}" })}</p>
      {headers.map((one, at) => (
        <div key={at} className={css.line}>
          <TextInput size="xs" label={t("header_name")} maxLength={60} value={one.name} onChange={(event) => header(at, { name: event.currentTarget.value })} />
          <TextInput size="xs" label={t("header_value")} maxLength={500} value={one.value} onChange={(event) => header(at, { value: event.currentTarget.value })} />
          <div className={css.buttons}>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => put({ headers: headers.toSpliced(at, 1) })}>
              {t("remove")}
            </Button>
          </div>
        </div>
      ))}
      <div className={css.buttons}>
        <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={() => put({ headers: [...headers, { name: "Authorization", value: "Bearer {secret:key}" }] })}>
          {t("header_add")}
        </Button>
        <p className={css.meta}>{t("headers_hint", { mark: "{secret:key}" })}</p>
      </div>
      {secretNames(value.definition).map((name) => (
        <PasswordInput key={name} label={t("secret", { name })} description={t(stored.includes(name) ? "secret_kept" : "secret_new")} autoComplete="off" maxLength={4000} value={value.secrets[name] ?? ""} onChange={(event) => onChange({ secrets: { ...value.secrets, [name]: event.currentTarget.value } })} />
      ))}
    </div>
  );
}
