import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBotSettings, usePublish, type BotSettings } from "@console/features/bot/api/bot";
import css from "@console/features/bot/components/bot.module.css";
import { BudgetCard } from "@console/features/bot/components/budget-card";
import { PreviewBox } from "@console/features/bot/components/preview-box";
import { SettingsForm } from "@console/features/bot/components/settings-form";
import { VersionList } from "@console/features/bot/components/version-list";
import { same } from "@console/features/bot/lines";
import { isProblem } from "@console/shared/api/client";
import { useMay } from "@console/shared/session/session";
import { DraftBar, Loaded, SettingsFrame } from "@console/shared/ui/settings-frame";

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
  const [draft, setDraft] = useState(live);
  const changed = !same(draft, live);
  const edit = (next: BotSettings) => {
    publish.reset();
    setDraft(next);
  };
  const { error } = publish;
  return (
    <div className={css.grid}>
      <div>
        <SettingsForm value={draft} disabled={!may} onChange={edit} />
        {may && (
          <DraftBar failed={error !== null} status={error ? (isProblem(error) && error.title) || t("publish_failed") : t(changed ? "changed" : live.version === 0 ? "defaults" : "unchanged", { number: live.version })}>
            {isProblem(error, "settings_changed") && (
              <Button size="xs" variant="default" onClick={() => void reload().then((fresh) => fresh && edit(fresh))}>
                {t("reload")}
              </Button>
            )}
            <Button size="xs" variant="default" disabled={!changed} onClick={() => edit(live)}>
              {t("discard")}
            </Button>
            <Button size="xs" disabled={!changed} loading={publish.isPending} onClick={() => publish.mutate({ ...draft, version: live.version }, { onSuccess: setDraft })}>
              {t("publish")}
            </Button>
          </DraftBar>
        )}
        <section className={css.part} aria-label={t("versions_title")}>
          <h2 className={css.heading}>{t("versions_title")}</h2>
          <p className={css.text}>{t("versions_text")}</p>
          <div className={css.card}>
            <VersionList current={live.version} onLoad={may ? edit : undefined} />
          </div>
        </section>
        <section className={css.part} aria-label={t("budget_title")}>
          <h2 className={css.heading}>{t("budget_title")}</h2>
          <p className={css.text}>{t("budget_text")}</p>
          <BudgetCard />
        </section>
      </div>
      {may && <PreviewBox settings={draft} />}
    </div>
  );
}
