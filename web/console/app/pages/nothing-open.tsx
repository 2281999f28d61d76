import { MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useBinding } from "@console/shared/actions/use-actions";
import { EmptyState } from "@console/shared/ui/empty-state";
import { Kbd } from "@console/shared/ui/kbd";
import css from "./inbox-page.module.css";

export function NothingOpen() {
  const { t } = useTranslation();
  const next = useBinding("next");
  return (
    <div className={css.nothing}>
      <EmptyState icon={MessagesSquare} title={t("inbox.nothing_open")} action={<Kbd chord={next} />}>
        {t("inbox.nothing_open_text")}
      </EmptyState>
    </div>
  );
}
