import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { ChevronLeft, CloudOff } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useImport, type Import, type NewImport } from "@console/features/imports/api/imports";
import { ImportDetail } from "@console/features/imports/components/import-detail";
import { ImportList } from "@console/features/imports/components/import-list";
import { NewImportForm } from "@console/features/imports/components/new-import";
import { articlesKey } from "@console/features/knowledge/api/get-articles";
import { useMay, useWorkspace } from "@console/shared/session/session";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import css from "./imports-page.module.css";

/** Take articles in, and the imports there have been. */
export function ImportsPage() {
  const { t } = useTranslation("library");
  const { slug = "" } = useParams({ strict: false });
  const again = useSearch({ strict: false }) as Partial<NewImport>;
  const navigate = useNavigate();
  const mayEdit = useMay("editKnowledge");
  return (
    <div className={css.scroller}>
      <div className={css.sheet}>
        <Link to="/w/$slug/knowledge" params={{ slug }} className={css.up}>
          <ChevronLeft size={14} aria-hidden />
          {t("imports.to_articles")}
        </Link>
        <h2 className={css.title}>{t("imports.title")}</h2>
        <p className={css.lead}>{t("imports.lead")}</p>
        {mayEdit && (
          <NewImportForm
            key={`${again.kind}${again.name}`}
            again={again.kind ? (again as NewImport) : undefined}
            onBegun={(id) => void navigate({ to: "/w/$slug/knowledge/imports/$import", params: { slug, import: id } })}
          />
        )}
        <h3 className={css.section}>{t("imports.earlier")}</h3>
        <ImportList />
      </div>
    </div>
  );
}

/** One import, from its first file to its last article. */
export function ImportPage() {
  const { t } = useTranslation("library");
  const { slug = "", import: id = "" } = useParams({ strict: false });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const workspace = useWorkspace().id;
  const loaded = useImport(id);
  const row = loaded.data;
  const applied = row?.applied;
  // The list beside it shows articles as they come in.
  useEffect(() => {
    if (applied) void queries.invalidateQueries({ queryKey: articlesKey(workspace) });
  }, [applied, queries, workspace]);
  const again = ({ kind, name, address, audience, drafts, max_pages }: Import) =>
    void navigate({ to: "/w/$slug/knowledge/imports", params: { slug }, search: { kind, name, address, audience, drafts, max_pages } });
  return (
    <div className={css.scroller}>
      <div className={css.sheet}>
        <Link to="/w/$slug/knowledge/imports" params={{ slug }} search={{}} className={css.up}>
          <ChevronLeft size={14} aria-hidden />
          {t("imports.title")}
        </Link>
        {row && (
          <>
            <h2 className={css.title}>{row.name}</h2>
            {row.address && <p className={css.lead}>{row.address}</p>}
            <ImportDetail row={row} onAgain={again} />
          </>
        )}
        {loaded.isPending && <SkeletonLines lines={6} />}
        {loaded.isError && !row && <EmptyState icon={CloudOff} tone="error" title={t("imports.gone")} />}
      </div>
    </div>
  );
}
