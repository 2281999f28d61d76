import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useItems, type Change, type Import } from "../api/imports";
import css from "./imports.module.css";

/** The articles of one change, with why they failed where they did. */
export function ItemList({ row, change }: { row: Import; change: Change }) {
  const { t } = useTranslation("library");
  const { slug = "" } = useParams({ strict: false });
  const items = useItems(row.id, change, row.state);
  if (!items.data) return <SkeletonLines lines={5} />;
  if (items.data.length === 0) return <p className={css.nothing}>{t(`imports.no_${change}`)}</p>;
  return (
    <>
      <ul className={css.items}>
        {items.data.map((item) => (
          <li key={item.number} className={css.item}>
            <span className={css.itemTitle} lang={item.lang || undefined}>
              {item.article ? (
                <Link to="/w/$slug/knowledge/$article" params={{ slug, article: item.article }}>
                  {item.title || item.source}
                </Link>
              ) : (
                item.title || item.source
              )}
            </span>
            <span className={css.source}>{item.source}</span>
            {item.problem && <span className={css.why}>{item.problem}</span>}
          </li>
        ))}
      </ul>
      {items.hasNextPage && (
        <Button variant="subtle" size="xs" loading={items.isFetchingNextPage} onClick={() => void items.fetchNextPage()}>
          {t("imports.more")}
        </Button>
      )}
    </>
  );
}
