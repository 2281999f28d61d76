import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { textIn } from "@shared/text/text-in";
import { useActionList, useServers, type ActionView, type Server } from "@console/features/actions/api/actions";
import { ActionForm } from "@console/features/actions/components/action-form";
import { fromNothing, fromStored, fromTool } from "@console/features/actions/draft";
import { useWorkspace } from "@console/shared/session/session";
import { EmptyState } from "@console/shared/ui/empty-state";
import { Loaded, SettingsFrame } from "@console/shared/ui/settings-frame";
import { CloudOff } from "lucide-react";

/** One action: what it sends, what may come back, and a try. */
export function ActionPage() {
  const { t, i18n } = useTranslation("actions");
  const { action = "" } = useParams({ strict: false });
  const list = useActionList();
  const servers = useServers(true);
  const stored = list.data?.find(({ id }) => id === action);
  return (
    <SettingsFrame title={textIn(stored?.definition.title, i18n.language) || t("new_title")} lead={t("edit_lead")}>
      <Loaded query={list} failed={t("failed")} failedText={t("failed_text")} lines={12}>
        {() => (
          <Loaded query={servers} failed={t("failed")} failedText={t("failed_text")} lines={12}>
            {(all) => <Editor key={stored ? `${stored.id} ${stored.version}` : action} stored={stored} servers={all} />}
          </Loaded>
        )}
      </Loaded>
    </SettingsFrame>
  );
}

function Editor({ stored, servers }: { stored?: ActionView; servers: Server[] }) {
  const { t } = useTranslation("actions");
  const { slug } = useWorkspace();
  const { action = "" } = useParams({ strict: false });
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const server = servers.find(({ id }) => id === (stored?.definition.tool?.server_id ?? search.server));
  const start = stored ? fromStored(stored) : server && search.tool ? fromTool(server, search.tool) : action === "new" ? fromNothing() : undefined;
  if (!start) return <EmptyState icon={CloudOff} tone="error" title={t("failed")} />;
  // What is saved has been looked at: the tool as its server lists it now.
  const now = server?.tools.find(({ name }) => name === stored?.definition.tool?.name);
  if (start.definition.tool && now) start.definition = { ...start.definition, tool: { ...start.definition.tool, hash: now.hash } };
  return (
    <ActionForm
      start={start}
      stored={stored}
      now={stored?.review ? now : undefined}
      onSaved={(id) => void navigate({ to: "/w/$slug/settings/actions/$action", params: { slug, action: id }, search: {} })}
      onRemoved={() => void navigate({ to: "/w/$slug/settings/actions", params: { slug } })}
    />
  );
}
