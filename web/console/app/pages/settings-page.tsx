import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { chime } from "@console/features/assignments/chime";
import { HelpCard } from "@console/features/settings/components/help-card";
import { People } from "@console/features/settings/components/people";
import { Preferences } from "@console/features/settings/components/preferences";
import { StatusCard } from "@console/features/settings/components/status-card";
import { useMay, useMe, useWorkspace } from "@console/shared/session/session";
import { setTitle } from "@console/shared/state/title";
import { Block } from "@console/shared/ui/settings-frame";
import css from "@console/shared/ui/settings-frame.module.css";

export function SettingsPage() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const administers = useMay("administer");
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
        <BotBlock />
        <HelpBlock />
        {administers && <VisitorsBlock />}
        <Block title={t("settings.you")} text={t("settings.you_text")}>
          <Preferences onTestSound={chime} />
        </Block>
        <Block title={t("people.title")} text={t("people.lead")}>
          <People />
        </Block>
        <DeadlinesBlock />
      </div>
    </div>
  );
}

function HelpBlock() {
  const { t } = useTranslation("library");
  return (
    <Block title={t("help.title")} text={t("help.text")}>
      <HelpCard />
    </Block>
  );
}

function DeadlinesBlock() {
  const { t } = useTranslation("deadlines");
  const { slug } = useWorkspace();
  return (
    <Block title={t("settings_title")} text={t("settings_text")}>
      <Link to="/w/$slug/settings/deadlines" params={{ slug }} className={css.way}>
        <span>
          <span className={css.wayName}>{t("sla_title")}</span>
          <span className={css.text}>{t("sla_short")}</span>
        </span>
        <ChevronRight size={16} aria-hidden />
      </Link>
    </Block>
  );
}

function VisitorsBlock() {
  const { t } = useTranslation("identity");
  const { slug } = useWorkspace();
  return (
    <Block title={t("settings_title")} text={t("settings_text")}>
      <Link to="/w/$slug/settings/visitors" params={{ slug }} className={css.way}>
        <span>
          <span className={css.wayName}>{t("title")}</span>
          <span className={css.text}>{t("lead")}</span>
        </span>
        <ChevronRight size={16} aria-hidden />
      </Link>
      <Link to="/w/$slug/settings/priorities" params={{ slug }} className={css.way}>
        <span>
          <span className={css.wayName}>{t("priorities_title")}</span>
          <span className={css.text}>{t("priorities_lead")}</span>
        </span>
        <ChevronRight size={16} aria-hidden />
      </Link>
    </Block>
  );
}

/** The way to the bot's own settings; to the models only for whoever may connect them. */
function BotBlock() {
  const { t } = useTranslation("models");
  const { slug } = useWorkspace();
  const { operator } = useMe();
  return (
    <Block title={t("settings_title")} text={t("settings_text")}>
      <Link to="/w/$slug/settings/bot" params={{ slug }} className={css.way}>
        <span>
          <span className={css.wayName}>{t("settings_bot")}</span>
          <span className={css.text}>{t("settings_bot_text")}</span>
        </span>
        <ChevronRight size={16} aria-hidden />
      </Link>
      {(["flows", "actions", "rules", "soothing", "intents", "ledger"] as const).map((place) => (
        <Link key={place} to={`/w/$slug/settings/${place}`} params={{ slug }} className={css.way}>
          <span>
            <span className={css.wayName}>{t(`settings_${place}`)}</span>
            <span className={css.text}>{t(`settings_${place}_text`)}</span>
          </span>
          <ChevronRight size={16} aria-hidden />
        </Link>
      ))}
      {operator && (
        <Link to="/w/$slug/settings/models" params={{ slug }} className={css.way}>
          <span>
            <span className={css.wayName}>{t("settings_models")}</span>
            <span className={css.text}>{t("settings_models_text")}</span>
          </span>
          <ChevronRight size={16} aria-hidden />
        </Link>
      )}
    </Block>
  );
}
