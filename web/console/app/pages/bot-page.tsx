import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ChevronLeft, CloudOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBotSettings, usePublish, type BotSettings } from "@console/features/bot/api/bot";
import css from "@console/features/bot/components/bot.module.css";
import { BudgetCard } from "@console/features/bot/components/budget-card";
import { PreviewBox } from "@console/features/bot/components/preview-box";
import { SettingsForm } from "@console/features/bot/components/settings-form";
import { VersionList } from "@console/features/bot/components/version-list";
import { same } from "@console/features/bot/lines";
import { isProblem } from "@console/shared/api/client";
import { useMay, useWorkspace } from "@console/shared/session/session";
import { setTitle } from "@console/shared/state/title";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import page from "./settings-page.module.css";

/** How the bot speaks, what it keeps out of, what it may spend; tried out before it is published. */
export function BotPage() {
  const { t } = useTranslation("bot");
  const { slug } = useWorkspace();
  const settings = useBotSettings();
  const title = t("title");
  useEffect(() => setTitle(title), [title]);
  const again = (
    <Button variant="default" onClick={() => void settings.refetch()}>
      {t("retry")}
    </Button>
  );
  return (
    <div className={page.page}>
      <div className={page.column} data-wide>
        <Link to="/w/$slug/settings" params={{ slug }} className={page.up}>
          <ChevronLeft size={14} aria-hidden />
          {t("back")}
        </Link>
        <h1 className={page.title}>{title}</h1>
        <p className={page.lead}>{t("lead")}</p>
        {settings.data ? (
          <Loaded live={settings.data} reload={async () => (await settings.refetch()).data} />
        ) : settings.isError ? (
          <EmptyState icon={CloudOff} tone="error" title={t("failed")} action={again}>
            {t("failed_text")}
          </EmptyState>
        ) : (
          <SkeletonLines lines={10} />
        )}
      </div>
    </div>
  );
}

function Loaded({ live, reload }: { live: BotSettings; reload(): Promise<BotSettings | undefined> }) {
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
          <div className={css.bar}>
            <p className={css.grow} role="status">
              {error ? (
                <span className={css.failed}>{isProblem(error) && error.title ? error.title : t("publish_failed")}</span>
              ) : (
                <span className={css.text}>{t(changed ? "changed" : live.version === 0 ? "defaults" : "unchanged", { number: live.version })}</span>
              )}
            </p>
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
          </div>
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
