import { Button } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { isProblem, unreachable } from "@console/shared/api/client";
import { EmptyState } from "@console/shared/ui/empty-state";
import css from "./full-page.module.css";

/** What happened, what is safe, what to do. */
export function Crash({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const boundary = useQueryErrorResetBoundary();
  useEffect(() => boundary.reset(), [boundary]);
  const offline = isProblem(error, unreachable);
  const again = <Button onClick={() => (offline ? location.reload() : reset())}>{t("action.retry")}</Button>;
  return (
    <main className={css.page}>
      <EmptyState icon={CloudOff} tone="error" title={t(offline ? "problem.unreachable" : "crash.title")} action={again}>
        {t("crash.text")}
      </EmptyState>
    </main>
  );
}
