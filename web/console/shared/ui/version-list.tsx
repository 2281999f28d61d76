import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { SkeletonLines } from "./skeleton";
import css from "./version-list.module.css";

export interface Version {
  version: number;
  /** Who published it; empty where nobody is known. */
  by?: string;
  at: string;
  /** What they said of it. */
  note?: string;
}

interface Props {
  /** Newest first; undefined while they are read. */
  versions: Version[] | undefined;
  /** In force now; undefined where none is. */
  current: number | undefined;
  /** What holds while nothing was published, where that is not the defaults. */
  none?: string;
  /** The one in force may be loaded too: the form may hold something else that was kept. */
  anyLoads?: boolean;
  /** Being loaded. */
  loading?: number;
  /** Absent for who may not edit. */
  onLoad?(version: number): void;
}

/** What was published, when and by whom; an earlier version is loaded into the form, not into force. */
export function VersionList({ versions, current, none, anyLoads, loading, onLoad }: Props) {
  const { t } = useTranslation("drafts");
  const times = useTimes();
  if (!versions) return <SkeletonLines lines={3} />;
  if (versions.length === 0) return <p className={css.text}>{none ?? t("versions_none")}</p>;
  return (
    <ol>
      {versions.map(({ version, by, at, note }) => (
        <li key={version} className={css.version}>
          <span className={css.number}>{t("version", { number: version })}</span>
          <span className={css.grow}>
            {t("version_by", { name: by || t("nobody"), at: times.full(at) })}
            {version === current && <span className={css.live}>{t("version_live")}</span>}
            {note && <span className={css.note}>{note}</span>}
          </span>
          {onLoad && (anyLoads || version !== current) && (
            <Button size="compact-xs" variant="subtle" loading={loading === version} onClick={() => onLoad(version)}>
              {t("version_load")}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
