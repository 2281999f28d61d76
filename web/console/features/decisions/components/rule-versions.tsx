import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { useHouseVersions, useLoadVersion, type House } from "../api/rules";
import css from "./decisions.module.css";

/** What was published, when and by whom; an earlier version is loaded into the form, not into force. */
export function RuleVersions({ current, onLoad }: { current: number; onLoad?(house: House): void }) {
  const { t } = useTranslation("decisions");
  const times = useTimes();
  const versions = useHouseVersions();
  const load = useLoadVersion();
  if (!versions.data?.length) return <p className={css.text}>{t("versions_none")}</p>;
  return (
    <ol className={css.versions}>
      {versions.data.map((version) => (
        <li key={version.version} className={css.version}>
          <span className={css.number}>{t("version", { number: version.version })}</span>
          <span className={css.grow}>
            {t("version_by", { name: version.by || t("nobody"), at: times.full(version.at) })}
            {version.version === current && <span className={css.live}>{t("version_live")}</span>}
            {version.note && <span className={css.note}>{version.note}</span>}
          </span>
          {onLoad && version.version !== current && (
            <Button size="compact-xs" variant="subtle" loading={load.isPending && load.variables === version.version} onClick={() => load.mutate(version.version, { onSuccess: (old) => onLoad({ ...old, restored_from: old.version }) })}>
              {t("version_load")}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
