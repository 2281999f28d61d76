import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import type { Language } from "@console/shared/i18n/i18n";
import { setupQuery, useSetUp } from "../api/set-up";
import { isSlug, slugOf } from "../slug";
import css from "./auth.module.css";
import { Frame } from "./frame";

const shortestPassword = 10;

/** First run: makes the first workspace and its admin, with the token from the server's terminal. */
export function SetupPage({ onDone, token }: { onDone(): void; token: string }) {
  const { t, i18n } = useTranslation();
  const setUp = useSetUp();
  const open = useQuery(setupQuery).data?.needed;
  const form = useForm({
    initialValues: { token, workspace_name: "", workspace_slug: "", name: "", email: "", password: "" },
    validate: {
      token: (value) => (value ? null : t("setup.token_needed")),
      workspace_name: (value) => (value.trim() ? null : t("setup.name_needed")),
      workspace_slug: (value) => (isSlug(value) ? null : t("setup.slug_needed")),
      name: (value) => (value.trim() ? null : t("setup.name_needed")),
      email: (value) => (value.includes("@") ? null : t("auth.email_needed")),
      password: (value) => (value.length >= shortestPassword ? null : t("setup.password_needed", { count: shortestPassword })),
    },
  });
  const send = (values: typeof form.values) =>
    setUp.mutate(
      { ...values, locale: i18n.language as Language },
      { onSuccess: onDone, onError: (error) => isProblem(error) && form.setErrors(error.fields) },
    );
  const named = (name: string) => {
    if (form.values.workspace_slug === slugOf(form.values.workspace_name)) form.setFieldValue("workspace_slug", slugOf(name));
    form.setFieldValue("workspace_name", name);
  };

  if (open === false) {
    return (
      <Frame title={t("setup.done")} lead={t("setup.done_text")}>
        <Button onClick={onDone} fullWidth>
          {t("signin.submit")}
        </Button>
      </Frame>
    );
  }
  return (
    <Frame title={t("setup.title")} lead={t("setup.lead")}>
      <form className={css.form} noValidate onSubmit={form.onSubmit(send)}>
        {setUp.error && (
          <p className={css.failure} role="alert">
            {isProblem(setUp.error) && setUp.error.title ? setUp.error.title : t("problem.unreachable")}
          </p>
        )}
        <TextInput label={t("setup.token")} description={t("setup.token_hint")} autoComplete="off" {...form.getInputProps("token")} />
        <TextInput label={t("setup.workspace")} description={t("setup.workspace_hint")} {...form.getInputProps("workspace_name")} onChange={(event) => named(event.currentTarget.value)} />
        <TextInput label={t("setup.slug")} description={t("setup.slug_hint", { address: `/w/${form.values.workspace_slug || "…"}` })} {...form.getInputProps("workspace_slug")} />
        <TextInput label={t("setup.your_name")} autoComplete="name" {...form.getInputProps("name")} />
        <TextInput label={t("auth.email")} type="email" autoComplete="username" {...form.getInputProps("email")} />
        <PasswordInput
          label={t("auth.password")}
          description={t("setup.password_hint", { count: shortestPassword })}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ "aria-label": t("auth.show_password") }}
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={setUp.isPending} fullWidth>
          {t("setup.submit")}
        </Button>
      </form>
    </Frame>
  );
}
