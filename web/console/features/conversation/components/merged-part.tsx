import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "@console/shared/api/client";
import { useTimes } from "@console/shared/i18n/times";
import type { AgentEvent } from "@console/shared/live/agent-frames";
import { useWorkspace } from "@console/shared/session/session";
import { threadItems } from "../thread-items";
import { Bubble } from "./bubble";
import { HappenedLine } from "./happened";
import { LaterLine } from "./later-line";
import css from "./thread.module.css";

interface Props {
  from: { from_id: string; number: number; messages: number };
  visitor: string;
}

/** The conversation that goes on here, folded away until somebody wants to read it. */
export function MergedPart({ from, visitor }: Props) {
  const { t } = useTranslation("handling");
  const [open, setOpen] = useState(false);
  const id = useId();
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li className={css.part}>
      <button type="button" className={css.fold} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Chevron size={14} aria-hidden />
        {open ? t("line.merged_hide") : t("line.merged_show", { count: from.messages })}
      </button>
      <div id={id} hidden={!open}>
        {open && <Log conversation={from.from_id} number={from.number} visitor={visitor} />}
      </div>
    </li>
  );
}

function Log({ conversation, number, visitor }: { conversation: string; number: number; visitor: string }) {
  const { t } = useTranslation("handling");
  const times = useTimes();
  const workspace = useWorkspace().id;
  const log = useQuery({ queryKey: ["merged", workspace, conversation], queryFn: () => readAll(workspace, conversation), staleTime: 60_000 });
  if (log.isError) return <p className={css.partFailed}>{t("line.merged_failed")}</p>;
  return (
    <ol className={css.partLog} aria-label={t("line.part", { number })} aria-busy={log.isPending}>
      {threadItems(log.data ?? []).map((item) => {
        if (item.kind === "day") {
          return (
            <li key={item.key} className={css.day}>
              {times.day(item.at)}
            </li>
          );
        }
        // Where it went stands above already.
        if (item.kind === "happened" && item.what.kind === "later") return item.what.event.kind === "conversation.moved_on" ? null : <LaterLine key={item.key} event={item.what.event} visitor={visitor} />;
        // It did not end by being resolved.
        if (item.kind === "happened" && item.what.kind === "stage" && item.what.to === "resolved") return null;
        if (item.kind === "happened") return <HappenedLine key={item.key} what={item.what} at={item.at} seq={0} />;
        return <Bubble key={item.key} item={{ ...item, seq: 0 }} visitor={visitor} />;
      })}
    </ol>
  );
}

/** A log that has ended: it is read once, page by page. */
async function readAll(workspace: string, conversation: string): Promise<AgentEvent[]> {
  const events: AgentEvent[] = [];
  for (;;) {
    const page = await ask(
      api.GET("/v1/workspaces/{workspace}/conversations/{conversation}/events", { params: { path: { workspace, conversation }, query: { after: events.at(-1)?.seq ?? 0 } } }),
    );
    const read = page.events as AgentEvent[];
    events.push(...read);
    if (read.length < 200) return events;
  }
}
