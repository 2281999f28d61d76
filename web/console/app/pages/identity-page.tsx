import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ChevronLeft, CloudOff } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useIdentitySecret } from "@console/features/identity/api/identity";
import { SecretCard } from "@console/features/identity/components/secret-card";
import css from "@console/features/identity/components/identity.module.css";
import { useWorkspace } from "@console/shared/session/session";
import { setTitle } from "@console/shared/state/title";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import page from "./settings-page.module.css";

// Code is the same in every language.
const server = `// on your server, with the package jsonwebtoken
const token = jwt.sign(
  { name: user.name, email: user.email, attributes: { plan: user.plan } },
  process.env.FIRSTLINE_IDENTITY_SECRET,
  { subject: user.id, expiresIn: "1h" },
);`;
const browser = `// in your page
Firstline("identify", { token });
// when they sign out
Firstline("reset");`;

/** How a shop tells who its visitor is, so that the bot's rules and the agents can rely on it. */
export function IdentityPage() {
  const { t } = useTranslation("identity");
  const { slug } = useWorkspace();
  const secret = useIdentitySecret();
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
        {secret.data ? (
          <section className={page.block} aria-label={t("secret")}>
            <h2 className={page.heading}>{t("secret")}</h2>
            <p className={page.text}>{t("secret_text")}</p>
            <div className={page.card}>
              <SecretCard since={secret.data.made_at} />
            </div>
          </section>
        ) : secret.isError ? (
          <EmptyState icon={CloudOff} tone="error" title={t("failed")} action={<Button onClick={() => void secret.refetch()}>{t("retry")}</Button>}>
            {t("failed_text")}
          </EmptyState>
        ) : (
          <SkeletonLines lines={4} />
        )}
        <section className={page.block} aria-label={t("how")}>
          <h2 className={page.heading}>{t("how")}</h2>
          <p className={page.text}>{t("how_text")}</p>
          {[server, browser].map((code) => (
            <div key={code} className={page.card}>
              <pre className={css.code} translate="no">
                {code}
              </pre>
            </div>
          ))}
        </section>
      </div>
    </div>
  );
}
