import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBotSettings, usePublish, useVersions, type BotSettings } from "@console/features/bot/api/bot";
import css from "@console/features/bot/components/bot.module.css";
import { BudgetCard } from "@console/features/bot/components/budget-card";
import { PreviewBox } from "@console/features/bot/components/preview-box";
import { SettingsForm } from "@console/features/bot/components/settings-form";
import { same } from "@console/features/bot/lines";
import { useMay } from "@console/shared/session/session";
import { EditBar, useDraftStatus } from "@console/shared/ui/edit-bar";
import { Block, Loaded, SettingsFrame } from "@console/shared/ui/settings-frame";
import { VersionList } from "@console/shared/ui/version-list";

/** How the bot speaks, what it keeps out of, what it may spend; tried out before it is published. */
export function BotPage() {
  const { t } = useTranslation("bot");
  const settings = useBotSettings();
  return (
    <SettingsFrame wide title={t("title")} lead={t("lead")}>
      <Loaded query={settings} failed={t("failed")} failedText={t("failed_text")} lines={10}>
        {(live) => <Editor live={live} reload={async () => (await settings.refetch()).data} />}
      </Loaded>
    </SettingsFrame>
  );
}

function Editor({ live, reload }: { live: BotSettings; reload(): Promise<BotSettings | undefined> }) {
  const { t } = useTranslation("bot");
  const may = useMay("administer");
  const publish = usePublish();
  const status = useDraftStatus();
  const [draft, setDraft] = useState(live);
  const changed = !same(draft, live);
  const edit = (next: BotSettings) => {
    publish.reset();
    setDraft(next);
  };
  return (
    <div className={css.grid}>
      <div>
        <SettingsForm value={draft} disabled={!may} onChange={edit} />
        {may && (
          <EditBar
            status={status(changed, live.version)}
            error={publish.error}
            changed={changed}
            saving={publish.isPending}
            onDiscard={() => edit(live)}
            onSave={() => publish.mutate({ ...draft, version: live.version }, { onSuccess: setDraft })}
            onReload={() => void reload().then((fresh) => fresh && edit(fresh))}
          />
        )}
        <Versions current={live.version} onLoad={may ? edit : undefined} />
        <Block of="fields" title={t("budget_title")} text={t("budget_text")}>
          <BudgetCard />
        </Block>
      </div>
      {may && <PreviewBox settings={draft} />}
    </div>
  );
}

function Versions({ current, onLoad }: { current: number; onLoad?(settings: BotSettings): void }) {
  const { t } = useTranslation("drafts");
  const list = useVersions().data;
  const load = (version: number) => {
    const old = list?.find((one) => one.settings.version === version);
    if (old) onLoad?.(old.settings);
  };
  return (
    <Block title={t("versions_title")} text={t("versions_text")}>
      <VersionList versions={list?.map(({ settings, editor, at }) => ({ version: settings.version, by: editor, at }))} current={current} onLoad={onLoad && load} />
    </Block>
  );
}
