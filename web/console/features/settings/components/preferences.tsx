import { Button, SegmentedControl, Switch, useMantineColorScheme } from "@mantine/core";
import { BellRing } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useKeepLocale } from "@console/shared/session/use-locale";
import { alerts, allowDesktop, setAlerts } from "@console/shared/state/alerts";
import { useStore } from "@console/shared/state/use-store";
import { LanguageSwitch } from "@console/shared/ui/language-switch";
import css from "./settings.module.css";

const schemes = ["light", "dark", "auto"] as const;

/** What this agent, on this browser, wants to see and hear. */
export function Preferences({ onTestSound }: { onTestSound(): void }) {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const settings = useStore(alerts);
  const keepLocale = useKeepLocale();
  const askDesktop = async (wanted: boolean) => setAlerts({ desktop: wanted && (await allowDesktop()) });
  return (
    <div className={css.rows}>
      <Row label={t("settings.language")}>
        <LanguageSwitch onChange={keepLocale} />
      </Row>
      <Row label={t("settings.theme")}>
        <SegmentedControl aria-label={t("settings.theme")} value={colorScheme} onChange={(value) => setColorScheme(value as "light")} data={schemes.map((value) => ({ value, label: t(`theme.${value}`) }))} />
      </Row>
      <Row label={t("settings.sound")} hint={t("settings.sound_hint")}>
        <Button size="compact-sm" variant="subtle" leftSection={<BellRing size={14} />} onClick={onTestSound}>
          {t("settings.sound_test")}
        </Button>
        <Switch aria-label={t("settings.sound")} checked={settings.sound} onChange={(event) => setAlerts({ sound: event.currentTarget.checked })} />
      </Row>
      <Row label={t("settings.desktop")} hint={t("settings.desktop_hint")}>
        <Switch aria-label={t("settings.desktop")} checked={settings.desktop} onChange={(event) => void askDesktop(event.currentTarget.checked)} />
      </Row>
    </div>
  );
}

const Row = ({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) => (
  <div className={css.row}>
    <div>
      <p className={css.label}>{label}</p>
      {hint && <p className={css.text}>{hint}</p>}
    </div>
    <div className={css.control}>{children}</div>
  </div>
);
