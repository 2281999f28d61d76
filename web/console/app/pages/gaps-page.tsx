import { useMediaQuery } from "@mantine/hooks";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { SearchCheck } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { GapStatus } from "@console/features/curation/api/gaps";
import { GapDetail } from "@console/features/curation/components/gap-detail";
import { GapList } from "@console/features/curation/components/gap-list";
import { KnowledgeNav } from "@console/shared/ui/knowledge-nav";
import { setTitle } from "@console/shared/state/title";
import { EmptyState } from "@console/shared/ui/empty-state";
import css from "./curation-page.module.css";

/** The gap queue: cards left, one gap right. */
export function GapsPage() {
  const { t } = useTranslation("curation");
  const { gap, slug = "" } = useParams({ strict: false });
  const { status = "open" } = useSearch({ strict: false }) as { status?: GapStatus };
  const navigate = useNavigate();
  const narrow = useMediaQuery("(max-width: 759px)", false, { getInitialValueInEffect: false });
  const title = t("nav.gaps");
  useEffect(() => setTitle(title), [title]);
  return (
    <div className={css.split} data-open={gap ? true : undefined}>
      {!(narrow && gap) && (
        <div className={css.side}>
          <KnowledgeNav here="gaps" />
          <h1 className={css.title}>{title}</h1>
          <p className={css.lead}>{t("gaps.lead")}</p>
          <GapList status={status} selected={gap} onStatus={(next) => void navigate({ to: "/w/$slug/knowledge/gaps", params: { slug }, search: { status: next } })} />
        </div>
      )}
      {!(narrow && !gap) && (
        <div className={css.main}>
          {gap ? (
            <GapDetail key={gap} id={gap} />
          ) : (
            <div className={css.nothing}>
              <EmptyState icon={SearchCheck} title={t("gaps.choose_one")}>
                {t("gaps.choose_text")}
              </EmptyState>
            </div>
          )}
        </div>
      )}
    </div>
  );
}
