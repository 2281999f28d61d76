import { useTranslation } from "react-i18next";

/** What a visitor is called: their name, otherwise by the conversation's number. */
export function useVisitorName() {
  const { t } = useTranslation();
  return (row: { visitor_name: string; number: number }) => row.visitor_name || t("visitor.unnamed", { number: row.number });
}
