import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { Workflow } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useActionList, useServers } from "@console/features/actions/api/actions";
import { ActionRows } from "@console/features/actions/components/action-rows";
import css from "@console/features/actions/components/actions.module.css";
import { Servers } from "@console/features/actions/components/servers";
import { useMay, useWorkspace } from "@console/shared/session/session";
import { EmptyState } from "@console/shared/ui/empty-state";
import { Block, Loaded, SettingsFrame } from "@console/shared/ui/settings-frame";

/** What may be done for visitors in other systems. Admins edit; supervisors look. */
export function ActionsPage() {
  const { t } = useTranslation("actions");
  const may = useMay("administer");
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const servers = useServers(may);
  const add = (
    <Button size="xs" onClick={() => void navigate({ to: "/w/$slug/settings/actions/$action", params: { slug, action: "new" }, search: {} })}>
      {t("add")}
    </Button>
  );
  return (
    <SettingsFrame title={t("title")} lead={t("lead")} actions={may && add}>
      <p>
        <Link to="/w/$slug/settings/actions/calls" params={{ slug }} className={css.link}>
          {t("calls_link")}
        </Link>
      </p>
      <Block title={t("list")}>
        <Loaded query={useActionList()} failed={t("failed")} failedText={t("failed_text")} lines={6}>
          {(list) =>
            list.length === 0 ? (
              <EmptyState icon={Workflow} title={t("none")}>
                {t("none_text")}
              </EmptyState>
            ) : (
              <ActionRows actions={list} may={may} />
            )
          }
        </Loaded>
      </Block>
      {may && (
        <Block title={t("servers")} text={t("servers_text")}>
          <div className={css.fields}>
            <Loaded query={servers} failed={t("failed")} lines={3}>
              {(list) => <Servers servers={list} />}
            </Loaded>
          </div>
        </Block>
      )}
    </SettingsFrame>
  );
}
