import { Menu } from "@mantine/core";
import { ArrowRightLeft, Bot, CircleCheck, Ellipsis, Link2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ListRow } from "@console/shared/api/types";
import { useBinding } from "@console/shared/actions/use-actions";
import { IconButton } from "@console/shared/ui/icon-button";
import { Kbd } from "@console/shared/ui/kbd";
import type { ConversationActions } from "./use-conversation-actions";

export function HeaderMenu({ row, actions }: { row: ListRow; actions: ConversationActions }) {
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
        {(row.stage === "bot" || row.stage === "waiting") && (
          <Menu.Item leftSection={<CircleCheck size={16} />} rightSection={<Kbd chord={resolve} />} onClick={actions.resolve}>
            {t("action.resolve")}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Link2 size={16} />} onClick={() => void navigator.clipboard.writeText(location.href)}>
          {t("action.copy_link")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
