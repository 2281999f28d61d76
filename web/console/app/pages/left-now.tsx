import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import css from "@console/features/deadlines/components/deadlines.module.css";
import { useConversations } from "@console/features/inbox/api/get-conversations";
import { useAct } from "@console/shared/api/act";
import type { ListRow } from "@console/shared/api/types";
import { loadTexts } from "@console/shared/i18n/i18n";
import { useTimes } from "@console/shared/i18n/times";
import { useWorkspace } from "@console/shared/session/session";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useVisitorName } from "@console/shared/ui/visitor-name";

const TransferDialog = lazy(async () => {
  const [dialog] = await Promise.all([import("@console/features/conversation/components/transfer-dialog"), loadTexts("handling")]);
  return { default: dialog.TransferDialog };
});

/** What agents answered and left: whoever supervises takes it over, or gives it to somebody. */
export function LeftNow() {
  const { t } = useTranslation("deadlines");
  const list = useConversations({ view: "all", left: true });
  if (list.isPending) return <SkeletonLines lines={2} />;
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  if (rows.length === 0) return <p className={css.hint}>{t(list.isError ? "failed" : "left_none")}</p>;
  return (
    <>
      <ul className={css.list}>
        {rows.map((row) => (
          <LeftRow key={row.id} row={row} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" size="xs" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

function LeftRow({ row }: { row: ListRow }) {
  const { t } = useTranslation("deadlines");
  const { t: core } = useTranslation();
  const { slug } = useWorkspace();
  const times = useTimes();
  const name = useVisitorName()(row);
  const act = useAct(row.id);
  const [transferring, setTransferring] = useState(false);
  return (
    <li className={css.leftLine}>
      <Link to="/w/$slug/inbox/$view/$conversation" params={{ slug, view: "all", conversation: row.id }} className={css.what} style={{ textDecoration: "none", color: "inherit" }}>
        <span className={css.who}>
          <span className={css.name}>{name}</span>
          <span className={css.meta}>#{row.number}</span>
        </span>
        <span className={css.meta}>
          {row.agent_name || t("somebody")} · {t("left_since", { time: times.full(row.agent_gone_since ?? "") })}
        </span>
      </Link>
      <span className={css.buttons}>
        <Button size="xs" variant="default" loading={act.isPending && act.variables.do === "take"} onClick={() => act.mutate({ do: "take" })}>
          {core("action.take")}
        </Button>
        <Button size="xs" variant="default" onClick={() => setTransferring(true)}>
          {t("left_reassign")}
        </Button>
      </span>
      <Suspense fallback={null}>
        {transferring && (
          <TransferDialog
            actions={{
              mayGiveBack: true,
              busy: act.isPending ? act.variables.do : undefined,
              transfer: (to) => act.mutate({ do: "transfer", ...to }, { onSuccess: () => setTransferring(false) }),
              closeTransfer: () => setTransferring(false),
            }}
          />
        )}
      </Suspense>
    </li>
  );
}
