import { useTranslation } from "react-i18next";
import { Block } from "@console/shared/ui/settings-frame";
import { VersionList } from "@console/shared/ui/version-list";
import { useFlowVersions, useLoadVersion, type Definition } from "../api/flows";

interface Props {
  flow: string;
  live: number | undefined;
  onLoad(old: { name: string; draft: Definition }): void;
}

/** What visitors met, when and by whose hand; an earlier version is loaded into the draft, not before visitors. */
export function FlowVersions({ flow, live, onLoad }: Props) {
  const { t } = useTranslation("drafts");
  const versions = useFlowVersions(flow);
  const load = useLoadVersion(flow);
  return (
    <Block title={t("versions_title")} text={t("versions_text")}>
      <VersionList
        versions={versions.data}
        current={live}
        none={t("versions_never")}
        anyLoads
        loading={load.isPending ? load.variables : undefined}
        onLoad={(version) => load.mutate(version, { onSuccess: onLoad })}
      />
    </Block>
  );
}
