import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useVersions, type BotSettings } from "../api/bot";
import css from "./bot.module.css";

/** What was published, when and by whom; an earlier version is loaded into the form, not into force. */
export function VersionList({ current, onLoad }: { current: number; onLoad?(settings: BotSettings): void }) {
  const { t } = useTranslation("bot");
  const times = useTimes();
  const versions = useVersions();
  if (versions.isPending) return <SkeletonLines lines={3} />;
  if (!versions.data?.length) return <p className={css.text}>{t("versions_none")}</p>;
  return (
    <ol className={css.versions}>
      {versions.data.map(({ settings, editor, at }) => (
        <li key={settings.version} className={css.version}>
          <span className={css.number}>{t("version", { number: settings.version })}</span>
          <span className={css.grow}>
            {t("version_by", { name: editor || t("nobody"), at: times.full(at) })}
            {settings.version === current && <span className={css.live}>{t("version_live")}</span>}
          </span>
          {onLoad && settings.version !== current && (
            <Button size="compact-xs" variant="subtle" onClick={() => onLoad(settings)}>
              {t("version_load")}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
