import { Menu } from "@mantine/core";
import { ArrowRightLeft, Bot, CircleCheck, Ellipsis, Link2 } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Detail } from "@console/shared/api/types";
import { loadTexts } from "@console/shared/i18n/i18n";
import { useBinding } from "@console/shared/actions/use-actions";
import { IconButton } from "@console/shared/ui/icon-button";
import { Kbd } from "@console/shared/ui/kbd";
import type { ConversationActions } from "./use-conversation-actions";

const MoreItems = lazy(async () => {
  const [items] = await Promise.all([import("./more-items"), loadTexts("handling")]);
  return { default: items.MoreItems };
});

export function HeaderMenu({ detail, actions }: { detail: Detail; actions: ConversationActions }) {
  const { row } = detail;
  const { t } = useTranslation();
  const transfer = useBinding("transfer");
  const giveBack = useBinding("give_back");
  const resolve = useBinding("resolve");
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <IconButton icon={Ellipsis} label={t("action.more")} />
      </Menu.Target>
      <Menu.Dropdown>
        {actions.open && (
          <Menu.Item leftSection={<ArrowRightLeft size={16} />} rightSection={<Kbd chord={transfer} />} onClick={actions.openTransfer}>
            {t("action.transfer")}
          </Menu.Item>
        )}
        {actions.mayGiveBack && (
          <Menu.Item leftSection={<Bot size={16} />} rightSection={<Kbd chord={giveBack} />} onClick={actions.giveBack}>
            {t("action.give_back")}
          </Menu.Item>
        )}
        {(row.stage === "bot" || row.stage === "waiting" || (row.stage === "person" && actions.mayTake)) && (
          <Menu.Item leftSection={<CircleCheck size={16} />} rightSection={<Kbd chord={resolve} />} onClick={actions.resolve}>
            {t("action.resolve")}
          </Menu.Item>
        )}
        <Suspense fallback={null}>
          <MoreItems detail={detail} actions={actions} />
        </Suspense>
        <Menu.Item leftSection={<Link2 size={16} />} onClick={() => void navigator.clipboard.writeText(location.href)}>
          {t("action.copy_link")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
