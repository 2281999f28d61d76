import { useTranslation } from "react-i18next";
import type { Rule } from "./api/rules";

/** Says why a turn went its way: the workspace's own rule by its name, otherwise the reason. */
export function useWhy(rules: Rule[]) {
  const { t } = useTranslation("decisions");
  return (reason: string, rule: string): string => {
    const id = rule.startsWith("admin.") ? rule.slice("admin.".length) : undefined;
    if (id !== undefined) {
      const known = rules.find((one) => one.id === id);
      const name = known ? t("by_rule", { name: known.name || id }) : t("by_rule_gone");
      return reason === "already_offered" ? t("offered_before", { rule: name }) : name;
    }
    return t(`reason_${reason}` as "reason_anger", { defaultValue: reason });
  };
}

/** Of a cause: a reason, or "admin." with a rule's id. */
export function useCause(rules: Rule[]) {
  const why = useWhy(rules);
  return (cause: string) => why(cause, cause);
}
