import { Button } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { GitBranch, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDeleteFlow, useFlow, useFlows } from "@console/features/flows/api/flows";
import { FlowEditor } from "@console/features/flows/components/flow-editor";
import { FlowList, Status } from "@console/features/flows/components/flow-list";
import css from "@console/features/flows/components/flows.module.css";
import { NewFlow } from "@console/features/flows/components/new-flow";
import { useMay, useWorkspace } from "@console/shared/session/session";
import { EmptyState } from "@console/shared/ui/empty-state";
import { Loaded, SettingsFrame } from "@console/shared/ui/settings-frame";

/** The guided flows of the workspace. */
export function FlowsPage() {
  const { t } = useTranslation("flows");
  const may = useMay("administer");
  return (
    <SettingsFrame title={t("title")} lead={t("lead")}>
      <Loaded query={useFlows()} failed={t("failed")} failedText={t("failed_text")}>
        {({ flows }) => (
          <>
            {flows.length > 0 ? (
              <FlowList flows={flows} />
            ) : (
              <EmptyState icon={GitBranch} title={t("none")}>
                {t("none_text")}
              </EmptyState>
            )}
            {may && <NewFlow />}
          </>
        )}
      </Loaded>
    </SettingsFrame>
  );
}

/** One flow, to be edited and played. */
export function FlowPage() {
  const { t } = useTranslation("flows");
  const { flow: id } = useParams({ from: "/w/$slug/settings/flows/$flow" });
  const may = useMay("administer");
  const flow = useFlow(id);
  const all = useFlows();
  const actions = all.data?.actions;
  const query = { data: flow.data && actions && { flow: flow.data, actions }, isError: flow.isError || all.isError, refetch: () => Promise.all([flow.refetch(), all.refetch()]) };
  return (
    <SettingsFrame
      wide
      title={flow.data?.name ?? t("title")}
      lead={t("flow_lead")}
      actions={
        flow.data && (
          <span className={css.tools}>
            <Status flow={flow.data} />
            {may && <Remove id={id} />}
          </span>
        )
      }
    >
      <Loaded query={query} failed={t("failed")} failedText={t("failed_text")} lines={12}>
        {(data) => <FlowEditor key={id} flow={data.flow} actions={data.actions} may={may} reload={async () => (await flow.refetch()).data} />}
      </Loaded>
    </SettingsFrame>
  );
}

/** Deletes the flow on the second click. */
function Remove({ id }: { id: string }) {
  const { t } = useTranslation("flows");
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const remove = useDeleteFlow();
  const [sure, setSure] = useState(false);
  const act = () => (sure ? remove.mutate(id, { onSuccess: () => void navigate({ to: "/w/$slug/settings/flows", params: { slug } }) }) : setSure(true));
  return (
    <Button size="xs" variant={sure ? "filled" : "subtle"} color={sure ? "red" : "gray"} loading={remove.isPending} leftSection={<Trash2 size={14} aria-hidden />} onClick={act} onBlur={() => setSure(false)}>
      {t(sure ? "delete_sure" : "delete")}
    </Button>
  );
}
