import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { ShieldQuestion } from "lucide-react";
import { useTranslation } from "react-i18next";
import { textIn } from "@shared/text/text-in";
import { api, ask } from "@console/shared/api/client";
import { useWatched } from "@console/shared/live/live-context";
import { useWorkspace } from "@console/shared/session/session";
import { useStore } from "@console/shared/state/use-store";
import { useNow } from "@console/shared/ui/use-now";
import type { LaterEvent } from "../thread-items";
import css from "./asked-card.module.css";

interface Props {
  event: Extract<LaterEvent, { kind: "action.asked" }>;
  conversation: string;
}

/** What an action would do, as the visitor reads it. An agent may say yes for a visitor who has said so. */
export function AskedCard({ event, conversation }: Props) {
  const { t, i18n } = useTranslation("handling");
  const workspace = useWorkspace().id;
  const { confirmation_id: confirmation, title, titles, details, expires_at: until } = event.data;
  const settled = useStore(useWatched(conversation).log.events).some((one) => one.kind === "action.settled" && one.data.confirmation_id === confirmation);
  const now = useNow();
  const decide = useMutation({
    mutationFn: (yes: boolean) => ask(api.POST("/v1/workspaces/{workspace}/conversations/{conversation}/confirmations/{confirmation}", { params: { path: { workspace, conversation, confirmation } }, body: { yes } })),
  });
  const open = !settled && !decide.isSuccess && Date.parse(until) > now;
  return (
    <li className={css.card} data-seq={event.seq}>
      <p className={css.title}>
        <ShieldQuestion size={16} aria-hidden />
        {t("line.action_asked", { title: textIn(titles, i18n.language) || title })}
      </p>
      <dl className={css.details}>
        {details.map((one) => (
          <div key={one.label}>
            <dt>{textIn(one.labels, i18n.language) || one.label}</dt>
            <dd>{one.text}</dd>
          </div>
        ))}
      </dl>
      {open && (
        <div className={css.answers}>
          <Button size="xs" variant="default" loading={decide.isPending} onClick={() => decide.mutate(true)}>
            {t("line.action_yes")}
          </Button>
          <Button size="xs" variant="subtle" color="gray" disabled={decide.isPending} onClick={() => decide.mutate(false)}>
            {t("line.action_no")}
          </Button>
        </div>
      )}
    </li>
  );
}
