import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { DraftBar } from "./settings-frame";

interface Props {
  /** What has become of the draft. */
  status: string;
  /** Why it could not be kept, if it could not. */
  error: Error | null;
  changed: boolean;
  saving: boolean;
  /** What the button says that keeps it; "Publish" unless told. */
  save?: string;
  onDiscard(): void;
  onSave(): void;
  /** Loads what somebody else has published meanwhile. */
  onReload?(): void;
  /** Before the buttons. */
  children?: ReactNode;
}

/** The bar of a form whose draft is kept or thrown away as a whole. */
export function EditBar({ status, error, changed, saving, save, onDiscard, onSave, onReload, children }: Props) {
  const { t } = useTranslation("drafts");
  const stale = isProblem(error, "settings_changed") || isProblem(error, "house_changed");
  return (
    <DraftBar failed={error !== null} status={error ? (isProblem(error) && error.title) || t("failed") : status}>
      {onReload && stale && (
        <Button size="xs" variant="default" onClick={onReload}>
          {t("reload")}
        </Button>
      )}
      {children}
      <Button size="xs" variant="default" disabled={!changed} onClick={onDiscard}>
        {t("discard")}
      </Button>
      <Button size="xs" disabled={!changed} loading={saving} onClick={onSave}>
        {save ?? t("publish")}
      </Button>
    </DraftBar>
  );
}

/** What has become of a draft that is published by version. */
export function useDraftStatus(): (changed: boolean, version: number) => string {
  const { t } = useTranslation("drafts");
  return (changed, version) => (changed ? t("changed") : version === 0 ? t("defaults") : t("unchanged", { number: version }));
}
