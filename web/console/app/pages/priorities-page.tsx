import { useTranslation } from "react-i18next";
import { usePriorityRules } from "@console/features/priorities/api/priorities";
import { RuleList } from "@console/features/priorities/components/rule-list";
import { Block, Loaded, SettingsFrame } from "@console/shared/ui/settings-frame";

/** Which visitors come first in the queue, by what the shop says of them. */
export function PrioritiesPage() {
  const { t } = useTranslation("handling");
  const rules = usePriorityRules();
  return (
    <SettingsFrame title={t("priorities.title")} lead={t("priorities.lead")}>
      <Loaded query={rules} failed={t("priorities.failed")} failedText={t("priorities.failed_text")}>
        {(saved) => (
          <Block title={t("priorities.rules")} text={t("priorities.rules_text")}>
            <RuleList saved={saved} />
          </Block>
        )}
      </Loaded>
    </SettingsFrame>
  );
}
