import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { chime } from "@console/features/assignments/chime";
import { People } from "@console/features/settings/components/people";
import { Preferences } from "@console/features/settings/components/preferences";
import { StatusCard } from "@console/features/settings/components/status-card";
import { useWorkspace } from "@console/shared/session/session";
import { setTitle } from "@console/shared/state/title";
import css from "./settings-page.module.css";

export function SettingsPage() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const title = t("nav.settings");
  useEffect(() => setTitle(title), [title]);
  return (
    <div className={css.page}>
      <div className={css.column}>
        <h1 className={css.title}>{title}</h1>
        <p className={css.lead}>{t("settings.lead", { workspace: workspace.name })}</p>
        <Block title={t("status.title")} text={t("status.lead")}>
          <StatusCard />
        </Block>
        <Block title={t("settings.you")} text={t("settings.you_text")}>
          <Preferences onTestSound={chime} />
        </Block>
        <Block title={t("people.title")} text={t("people.lead")}>
          <People />
        </Block>
      </div>
    </div>
  );
}

const Block = ({ title, text, children }: { title: string; text: string; children: ReactNode }) => (
  <section className={css.block} aria-label={title}>
    <h2 className={css.heading}>{title}</h2>
    <p className={css.text}>{text}</p>
    <div className={css.card}>{children}</div>
  </section>
);
