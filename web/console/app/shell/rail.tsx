import { Link, useParams } from "@tanstack/react-router";
import { BookOpenText, Inbox, ListTodo, Settings } from "lucide-react";
import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBinding } from "@console/shared/actions/use-actions";
import { Kbd } from "@console/shared/ui/kbd";
import { Logo } from "@console/shared/ui/logo";
import { AccountMenu } from "./account-menu";
import css from "./shell.module.css";

const sections = [
  { name: "inbox", to: "/w/$slug/inbox", icon: Inbox, binding: "go_inbox" },
  { name: "follow_ups", to: "/w/$slug/follow-ups", icon: ListTodo, binding: "go_follow_ups" },
  { name: "knowledge", to: "/w/$slug/knowledge", icon: BookOpenText, binding: "go_knowledge" },
  { name: "settings", to: "/w/$slug/settings", icon: Settings, binding: "go_settings" },
] as const;

/** The product's sections, 56 px wide; along the bottom on a phone. */
export function Rail() {
  const { t } = useTranslation();
  return (
    <nav className={css.rail} aria-label={t("nav.label")}>
      <span className={css.logo}>
        <Logo size={28} />
      </span>
      {sections.map((section) => (
        <RailLink key={section.name} {...section} />
      ))}
      <span className={css.spring} />
      <AccountMenu />
    </nav>
  );
}

function RailLink({ name, to, icon: Icon, binding }: (typeof sections)[number]) {
  const { t } = useTranslation();
  const { slug = "" } = useParams({ strict: false });
  const chord = useBinding(binding);
  const label = t(`nav.${name}`);
  return (
    <Tooltip
      position="right"
      label={
        <span className={css.tip}>
          {label}
          <Kbd chord={chord} subtle />
        </span>
      }
    >
      <Link to={to} params={{ slug }} className={css.link} activeProps={{ "aria-current": "page" }} aria-label={label}>
        <Icon size={20} aria-hidden />
        <span className={css.word} aria-hidden>
          {label}
        </span>
      </Link>
    </Tooltip>
  );
}
