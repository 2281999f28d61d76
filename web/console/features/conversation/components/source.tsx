import { Popover } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { FileText } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { MessageEvent } from "../thread-items";
import css from "./source.module.css";

type Source = NonNullable<MessageEvent["data"]["sources"]>[number];

/** The number in the text, and the chip under it: both open the passage that was cited. */
export function SourceMark({ source }: { source: Source }) {
  return (
    <Quoted source={source}>
      <button type="button" className={css.mark} aria-label={source.title}>
        {source.number}
      </button>
    </Quoted>
  );
}

export function SourceChip({ source }: { source: Source }) {
  return (
    <Quoted source={source}>
      <button type="button" className={css.chip}>
        <span className={css.number}>{source.number}</span>
        <span className={css.title}>{source.title}</span>
      </button>
    </Quoted>
  );
}

function Quoted({ source, children }: { source: Source; children: ReactNode }) {
  const { t } = useTranslation();
  const { slug = "" } = useParams({ strict: false });
  return (
    <Popover width={320} position="top-start" withinPortal trapFocus returnFocus shadow="none" transitionProps={{ duration: 120 }}>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown className={css.card}>
        <p className={css.heading}>
          <FileText size={14} aria-hidden />
          {source.title}
        </p>
        {source.section && <p className={css.section}>{source.section}</p>}
        {source.quote && <blockquote className={css.quote}>{source.quote}</blockquote>}
        {!source.action && (
          <Link className={css.open} to="/w/$slug/knowledge/$article" params={{ slug, article: source.article_id }}>
            {t("source.open")}
          </Link>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
