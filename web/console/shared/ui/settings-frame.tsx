import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ChevronLeft, CloudOff } from "lucide-react";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "@console/shared/session/session";
import { setTitle } from "@console/shared/state/title";
import { EmptyState } from "./empty-state";
import css from "./settings-frame.module.css";
import { SkeletonLines } from "./skeleton";

interface FrameProps {
  title: string;
  lead: string;
  /** For a page with a second column. */
  wide?: boolean;
  /** Beside the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page below Settings: the way back, its title, what it is for. */
export function SettingsFrame({ title, lead, wide, actions, children }: FrameProps) {
  const { t } = useTranslation();
  const { slug } = useWorkspace();
  useEffect(() => setTitle(title), [title]);
  return (
    <div className={css.page}>
      <div className={css.column} data-wide={wide || undefined}>
        <Link to="/w/$slug/settings" params={{ slug }} className={css.up}>
          <ChevronLeft size={14} aria-hidden />
          {t("nav.settings")}
        </Link>
        <div className={css.head}>
          <h1 className={css.title}>{title}</h1>
          {actions}
        </div>
        <p className={css.lead}>{lead}</p>
        {children}
      </div>
    </div>
  );
}

interface LoadedProps<T> {
  query: { data: T | undefined; isError: boolean; refetch(): Promise<unknown> };
  /** What could not be loaded, and what is safe meanwhile. */
  failed: string;
  failedText?: string;
  /** How tall the place is until the data is there. */
  lines?: number;
  children(data: T): ReactNode;
}

/** What a query brings; until then bars in its place, after a failure the way to try again. */
export function Loaded<T>({ query, failed, failedText, lines = 8, children }: LoadedProps<T>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (!query.isError) return <SkeletonLines lines={lines} />;
  const again = (
    <Button variant="default" onClick={() => void query.refetch()}>
      {t("action.retry")}
    </Button>
  );
  return (
    <EmptyState icon={CloudOff} tone="error" title={failed} action={again}>
      {failedText}
    </EmptyState>
  );
}

interface BlockProps {
  title: string;
  text?: string;
  /** What stands on the card: rows, or fields one below the other. "bare" needs none. */
  of?: "rows" | "fields" | "bare";
  children: ReactNode;
}

/** A headed part of a settings page; its content stands on a card. */
export const Block = ({ title, text, of = "rows", children }: BlockProps) => (
  <section className={css.block} aria-label={title}>
    <h2 className={css.heading}>{title}</h2>
    {text && <p className={css.text}>{text}</p>}
    {of === "bare" ? (
      children
    ) : (
      <div className={css.card} data-of={of}>
        {children}
      </div>
    )}
  </section>
);

/** Stays at the foot of the window while a draft is edited: what has become of it, and what may be done with it. */
export const DraftBar = ({ status, failed, children }: { status: string; failed?: boolean; children: ReactNode }) => (
  <div className={css.bar}>
    <p className={css.status} role="status" data-failed={failed || undefined}>
      {status}
    </p>
    {children}
  </div>
);
