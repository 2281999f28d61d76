import "@console/shared/ui/select-styles";
import { Button, Select } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { FilePen, Sparkles } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useArticles } from "../api/articles";
import { isProblem } from "@console/shared/api/client";
import { useGapDraft, useGaps, useGapStep, type GapView } from "../api/gaps";
import css from "./gaps.module.css";

interface Props {
  gap: GapView;
  onDrafted(article: string): void;
  onMoved(gap: string): void;
}

/** What a knowledge manager does about a gap: write the article, name one, say that none is needed, or that it is another gap's. */
export function GapActions({ gap, onDrafted, onMoved }: Props) {
  const { t } = useTranslation("curation");
  const { slug = "" } = useParams({ strict: false });
  const draft = useGapDraft(gap.id);
  const step = useGapStep(gap.id);
  const [more, setMore] = useState(false);
  const dismissed = gap.status === "dismissed";
  return (
    <div className={css.actions}>
      <div className={css.row}>
        {gap.article_id ? (
          <Button component={Link} to="/w/$slug/knowledge/$article" params={{ slug, article: gap.article_id } as never} leftSection={<FilePen size={16} aria-hidden />}>
            {t("gaps.open_article")}
          </Button>
        ) : (
          <Button loading={draft.isPending} leftSection={<Sparkles size={16} aria-hidden />} onClick={() => draft.mutate(undefined, { onSuccess: (made) => onDrafted(made.article_id) })}>
            {t("gaps.draft")}
          </Button>
        )}
        <Button variant="default" loading={step.isPending} onClick={() => step.mutate({ do: "dismiss", dismissed: !dismissed })}>
          {t(dismissed ? "gaps.reopen" : "gaps.dismiss")}
        </Button>
        <Button variant="subtle" aria-expanded={more} onClick={() => setMore(!more)}>
          {t("gaps.more")}
        </Button>
      </div>
      {!gap.article_id && <p className={css.hint}>{t("gaps.draft_text")}</p>}
      {draft.error && <p className={css.failed} role="alert">{isProblem(draft.error) ? draft.error.title : t("failed")}</p>}
      {more && <More gap={gap} busy={step.isPending} onLink={(article) => step.mutate({ do: "link", article })} onMerge={(into) => step.mutate({ do: "merge", into }, { onSuccess: () => onMoved(into) })} />}
    </div>
  );
}

function More({ gap, busy, onLink, onMerge }: { gap: GapView; busy: boolean; onLink(article: string): void; onMerge(into: string): void }) {
  const { t } = useTranslation("curation");
  const articles = useArticles();
  const open = useGaps("open").data ?? [];
  const drafted = useGaps("drafted").data ?? [];
  const closed = useGaps("closed").data ?? [];
  const others = [...open, ...drafted, ...closed].filter((other) => other.id !== gap.id);
  const field = { size: "xs", variant: "filled", searchable: true, disabled: busy, value: null } as const;
  return (
    <div className={css.more}>
      <Select {...field} label={t("gaps.link")} placeholder={t("gaps.link_hint")} data={(articles.data ?? []).map((row) => ({ value: row.id, label: row.title }))} onChange={(value) => value && onLink(value)} nothingFoundMessage={t("gaps.nothing")} />
      <Select {...field} label={t("gaps.merge")} placeholder={t("gaps.merge_hint")} data={others.map((other) => ({ value: other.id, label: other.title }))} onChange={(value) => value && onMerge(value)} nothingFoundMessage={t("gaps.nothing")} />
    </div>
  );
}
