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
  const supervises = useMay("supervise");
  const { t } = useTranslation("deadlines");
  return (
    <Block title={t("settings_title")} text={t("settings_text")}>
      <Way place="deadlines" name={t("sla_title")} text={t("sla_short")} />
      {supervises && <Way place="board" name={t("board_way")} text={t("board_lead")} />}
    </Block>
  );
}

function VisitorsBlock() {
  const { t } = useTranslation("identity");
  return (
    <Block title={t("settings_title")} text={t("settings_text")}>
      <Way place="visitors" name={t("title")} text={t("lead")} />
      <Way place="priorities" name={t("priorities_title")} text={t("priorities_lead")} />
    </Block>
  );
}

/** The way to the bot's own settings, each only for whoever may look at it. */
function BotBlock() {
  const { t } = useTranslation("models");
  const { operator } = useMe();
  const supervises = useMay("supervise");
  const places = (["bot", "flows", "actions", "rules", "soothing", "intents", "ledger", "models"] as const).filter((place) =>
    place === "models" ? operator : supervises || (place !== "actions" && place !== "soothing"),
  );
  return (
    <Block title={t("settings_title")} text={t("settings_text")}>
      {places.map((place) => (
        <Way key={place} place={place} name={t(`settings_${place}`)} text={t(`settings_${place}_text`)} />
      ))}
    </Block>
  );
}

interface WayProps {
  place: "bot" | "flows" | "actions" | "rules" | "soothing" | "intents" | "ledger" | "models" | "deadlines" | "visitors" | "priorities" | "board";
  name: string;
  text: string;
}

function Way({ place, name, text }: WayProps) {
  const { slug } = useWorkspace();
  return (
    <Link to={place === "board" ? "/w/$slug/follow-ups/deadlines" : `/w/$slug/settings/${place}`} params={{ slug }} className={css.way}>
      <span>
        <span className={css.wayName}>{name}</span>
        <span className={css.text}>{text}</span>
      </span>
      <ChevronRight size={16} aria-hidden />
    </Link>
  );
}
