import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { isProblem, unreachable } from "@console/shared/api/client";
import { useSignIn } from "../api/sign-in";
import css from "./auth.module.css";
import { Frame } from "./frame";

export function SignInPage({ onSignedIn }: { onSignedIn(): void }) {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: (email) => (email.includes("@") ? null : t("auth.email_needed")),
      password: (password) => (password ? null : t("auth.password_needed")),
    },
  });
  const failure = signIn.error && (isProblem(signIn.error, unreachable) ? t("problem.unreachable") : isProblem(signIn.error) ? signIn.error.title || t("problem.unknown") : t("problem.unknown"));
  return (
    <Frame title={t("signin.title")} lead={t("signin.lead")}>
      <form className={css.form} noValidate onSubmit={form.onSubmit((values) => signIn.mutate(values, { onSuccess: onSignedIn }))}>
        {failure && (
          <p className={css.failure} role="alert">
            {failure}
          </p>
        )}
        <TextInput label={t("auth.email")} type="email" autoComplete="username" {...form.getInputProps("email")} />
        <PasswordInput label={t("auth.password")} autoComplete="current-password" visibilityToggleButtonProps={{ "aria-label": t("auth.show_password") }} {...form.getInputProps("password")} />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          {t("signin.submit")}
        </Button>
      </form>
    </Frame>
  );
}
