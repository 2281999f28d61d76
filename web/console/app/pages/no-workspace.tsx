import { UserRoundX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@console/shared/ui/empty-state";
import css from "./full-page.module.css";

export function NoWorkspace() {
  const { t } = useTranslation();
  return (
    <main className={css.page}>
      <EmptyState icon={UserRoundX} title={t("noworkspace.title")}>
        {t("noworkspace.text")}
      </EmptyState>
    </main>
  );
}
