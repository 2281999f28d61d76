import { useTranslation } from "react-i18next";
import { useIdentitySecret } from "@console/features/identity/api/identity";
import { SecretCard } from "@console/features/identity/components/secret-card";
import css from "@console/features/identity/components/identity.module.css";
import { Block, Loaded, SettingsFrame } from "@console/shared/ui/settings-frame";

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
  return (
    <SettingsFrame title={t("title")} lead={t("lead")}>
      <Loaded query={useIdentitySecret()} failed={t("failed")} failedText={t("failed_text")} lines={4}>
        {(secret) => (
          <Block title={t("secret")} text={t("secret_text")}>
            <SecretCard since={secret.made_at} />
          </Block>
        )}
      </Loaded>
      <Block title={t("how")} text={t("how_text")}>
        {[server, browser].map((code) => (
          <pre key={code} className={css.code} translate="no">
            {code}
          </pre>
        ))}
      </Block>
    </SettingsFrame>
  );
}
