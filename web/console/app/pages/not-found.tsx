import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@console/shared/ui/empty-state";
import css from "./full-page.module.css";

export function NotFound() {
  const { t } = useTranslation();
  const home = (
    <Button component={Link} to="/">
      {t("notfound.home")}
    </Button>
  );
  return (
    <main className={css.page}>
      <EmptyState icon={Compass} title={t("notfound.title")} action={home}>
        {t("notfound.text")}
      </EmptyState>
    </main>
  );
}
