import "./drawer-styles";
import { Button, Drawer } from "@mantine/core";
import { CloudOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { EmptyState } from "@console/shared/ui/empty-state";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { useTurn } from "../api/get-turn";
import { ActionsPart } from "./actions-part";
import { ModelPart } from "./model-part";
import { Decided, Found, Guided, Times } from "./parts";
import { Summary } from "./summary";
import css from "./trace.module.css";

interface Props {
  conversation: string;
  turn: string;
  onClose(): void;
}

/** Why the bot said this: in a sentence first, then everything it rests on. */
export function TurnDrawer({ conversation, turn, onClose }: Props) {
  const { t } = useTranslation("trace");
  const query = useTurn(conversation, turn);
  const gone = isProblem(query.error) && query.error.status === 404;
  return (
    <Drawer opened onClose={onClose} position="right" size={480} lockScroll={false} title={t("title")} closeButtonProps={{ "aria-label": t("close") }}>
      {query.data ? (
        <div className={css.trace}>
          <Summary turn={query.data} />
          <Decided turn={query.data} />
          <Guided turn={query.data} />
          <Found turn={query.data} />
          {query.data.actions && <ActionsPart actions={query.data.actions} />}
          {query.data.model && <ModelPart model={query.data.model} />}
          <Times turn={query.data} />
        </div>
      ) : query.isError ? (
        <EmptyState
          icon={CloudOff}
          tone="error"
          title={t(gone ? "gone" : "failed")}
          action={
            !gone && (
              <Button variant="default" onClick={() => void query.refetch()}>
                {t("retry")}
              </Button>
            )
          }
        >
          {t(gone ? "gone_text" : "failed_text")}
        </EmptyState>
      ) : (
        <SkeletonLines lines={10} />
      )}
    </Drawer>
  );
}
