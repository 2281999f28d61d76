import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { useFlowVersions, useLoadVersion, type Definition } from "../api/flows";
import css from "./flows.module.css";

interface Props {
  flow: string;
  live: number | undefined;
  onLoad(old: { name: string; draft: Definition }): void;
}

/** What was published, when and by whom; an earlier version is loaded into the draft, not before visitors. */
export function FlowVersions({ flow, live, onLoad }: Props) {
  const { t } = useTranslation("flows");
  const times = useTimes();
  const versions = useFlowVersions(flow);
  const load = useLoadVersion(flow);
  if (!versions.data?.length) return <p className={css.text}>{t("versions_none")}</p>;
  return (
    <ol className={css.versions}>
      {versions.data.map((version) => (
        <li key={version.version} className={css.version}>
          <span className={css.name}>{t("version", { number: version.version })}</span>
          <span className={css.grow}>{t("version_by", { name: version.by || t("nobody"), at: times.full(version.at) })}</span>
          {version.version === live && <span className={css.status} data-state="live">{t("version_live")}</span>}
          <Button size="compact-xs" variant="subtle" loading={load.isPending && load.variables === version.version} onClick={() => load.mutate(version.version, { onSuccess: onLoad })}>
            {t("version_load")}
          </Button>
        </li>
      ))}
    </ol>
  );
}
