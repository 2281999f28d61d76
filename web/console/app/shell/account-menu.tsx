import { Popover, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Check, LogOut, SunMoon, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useActions } from "@console/shared/actions/use-actions";
import { api, ask } from "@console/shared/api/client";
import type { Presence } from "@console/shared/api/types";
import { useMe, useWorkspace } from "@console/shared/session/session";
import { useGiveUp, useMyPresence, useSetPresence } from "@console/shared/session/use-presence";
import { useKeepLocale } from "@console/shared/session/use-locale";
import { drafts } from "@console/shared/state/drafts";
import { picks } from "@console/shared/state/uploads";
import { Avatar } from "@console/shared/ui/avatar";
import { LanguageSwitch } from "@console/shared/ui/language-switch";
import css from "./shell.module.css";

const statuses: Presence[] = ["online", "busy", "away"];
const schemes = ["light", "dark", "auto"] as const;

export function AccountMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const scheme = useMantineColorScheme();
  const workspace = useWorkspace();
  const presence = useSetPresence();
  const giveUp = useGiveUp();
  const keepLocale = useKeepLocale();
  const status = useMyPresence() ?? "online";
  const signOut = useMutation({
    mutationFn: () => ask(api.DELETE("/v1/session")),
    onSuccess: async () => {
      await navigate({ to: "/sign-in" });
      queries.clear();
      drafts.reset();
      picks.reset();
    },
  });
  useActions([
    { id: "theme", binding: "theme", label: t("action.theme"), group: "app", icon: SunMoon, run: () => scheme.setColorScheme(isDark() ? "light" : "dark") },
    { id: "sign_out", label: t("action.sign_out"), group: "app", icon: LogOut, run: () => signOut.mutate() },
  ]);

  return (
    <Popover onOpen={giveUp.reset} position="right-end" width={264} trapFocus returnFocus shadow="none" transitionProps={{ duration: 120 }}>
      <Popover.Target>
        <button type="button" className={css.account} aria-label={t("account.label", { name: me.name, status: t(`presence.${status}`) })}>
          <Avatar id={me.id} name={me.name} size={32} badge={<span className={css.presence} data-status={status} />} />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={css.card} aria-label={t("account.title")}>
        <div className={css.me}>
          <p className={css.myName}>{me.name}</p>
          <p className={css.myMail}>{t("account.in", { email: me.email, workspace: workspace.name })}</p>
        </div>
        <hr className={css.rule} />
        {statuses.map((one) => (
          <button key={one} type="button" className={css.entry} aria-pressed={status === one} onClick={() => presence.mutate(one)}>
            <span className={css.dot} data-status={one} />
            <span className={css.grow}>{t(`presence.${one}`)}</span>
            {status === one && <Check size={16} aria-hidden />}
          </button>
        ))}
        <button type="button" className={css.entry} disabled={giveUp.isPending} onClick={() => giveUp.mutate()}>
          <Undo2 size={16} aria-hidden />
          <span className={css.grow} aria-live="polite">
            {giveUp.data ? t("account.gave_up", { count: giveUp.data.given }) : t("account.give_up")}
          </span>
        </button>
        <hr className={css.rule} />
        <div className={css.switches}>
          <LanguageSwitch onChange={keepLocale} />
          <SegmentedControl
            aria-label={t("settings.theme")}
            value={scheme.colorScheme}
            onChange={(value) => scheme.setColorScheme(value as "light")}
            data={schemes.map((value) => ({ value, label: t(`theme.${value}`) }))}
          />
        </div>
        <hr className={css.rule} />
        <button type="button" className={css.entry} onClick={() => signOut.mutate()}>
          <LogOut size={16} aria-hidden />
          {t("action.sign_out")}
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}

const isDark = () => document.documentElement.dataset.mantineColorScheme === "dark";
