import { Button, CopyButton } from "@mantine/core";
import { Check, Copy, KeyRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { useTimes } from "@console/shared/i18n/times";
import { useMakeSecret } from "../api/identity";
import css from "./identity.module.css";

/** Makes the secret, and shows it once. Changing one that works asks first: pages that sign with it stop being believed. */
export function SecretCard({ since }: { since: string | undefined }) {
  const { t } = useTranslation("identity");
  const times = useTimes();
  const [asking, setAsking] = useState(false);
  const made = useMakeSecret();
  const make = () => {
    setAsking(false);
    made.mutate();
  };
  return (
    <div className={css.card}>
      <p className={css.state}>
        <KeyRound size={16} aria-hidden />
        {since ? t("since", { time: times.full(since) }) : t("none")}
      </p>
      {made.data?.secret && <Once secret={made.data.secret} />}
      {made.error && <p role="alert">{isProblem(made.error) ? made.error.title : t("failed_text")}</p>}
      {asking ? (
        <div className={css.ask}>
          <p>{t("rotate_text")}</p>
          <Button onClick={make}>{t("rotate_yes")}</Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            {t("cancel")}
          </Button>
        </div>
      ) : (
        <Button variant={since ? "default" : "filled"} loading={made.isPending} onClick={since ? () => setAsking(true) : make}>
          {since ? t("rotate") : t("make")}
        </Button>
      )}
    </div>
  );
}

function Once({ secret }: { secret: string }) {
  const { t } = useTranslation("identity");
  return (
    <div className={css.once} role="status">
      <p>{t("once")}</p>
      <div className={css.secret}>
        <code translate="no">{secret}</code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" leftSection={copied ? <Check size={14} /> : <Copy size={14} />} onClick={copy}>
              {copied ? t("copied") : t("copy")}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
