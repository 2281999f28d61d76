import { Lock } from "lucide-react";
import { lazy, Suspense, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fitted } from "@shared/files/uploads";
import { loadTexts } from "@console/shared/i18n/i18n";
import { useTimes } from "@console/shared/i18n/times";
import { useMembers } from "@console/shared/session/session";
import { Markdown } from "@console/shared/ui/markdown";
import { withNames } from "../mentions";
import type { Item, MessageEvent, NoteEvent } from "../thread-items";
import { SourceChip, SourceMark } from "./source";
import css from "./thread.module.css";

const AttachedFiles = lazy(async () => {
  const [attached] = await Promise.all([import("../files/attached-files"), loadTexts("files")]);
  return { default: attached.AttachedFiles };
});

const TurnDrawer = lazy(async () => {
  const [drawer] = await Promise.all([import("../trace/turn-drawer"), loadTexts("trace")]);
  return { default: drawer.TurnDrawer };
});

type Text = Extract<Item, { kind: "text" }>;

/** One message or note. Visitors write plain text; bot, agents and notes write Markdown. */
export function Bubble({ item, visitor }: { item: Text; visitor: string }) {
  const { t } = useTranslation();
  const times = useTimes();
  const { event, voice } = item;
  const members = useMembers();
  const files = event.kind === "message.added" ? event.data.files : undefined;
  const name = { visitor, bot: t("speaker.short_bot"), agent: event.author.name || t("speaker.short_agent"), note: event.author.name || t("speaker.short_agent") }[voice];
  return (
    <li className={css.entry} data-voice={voice} data-seq={item.seq} data-first={item.first || undefined} tabIndex={-1}>
      {item.first && (
        <p className={css.by}>
          <span className={css.author}>{name}</span>
          {voice === "note" && (
            <span className={css.private}>
              <Lock size={12} aria-hidden />
              {t("thread.note")}
            </span>
          )}
          <time dateTime={event.at} title={times.full(event.at)}>
            {times.time(event.at)}
          </time>
        </p>
      )}
      {event.data.text && <div className={css.bubble}>{voice === "visitor" ? <p className={css.plain}>{event.data.text}</p> : voice === "note" ? <Markdown text={withNames(event.data.text, (event as NoteEvent).data.mentions ?? [], members)} /> : <Written event={event as MessageEvent} />}</div>}
      {files && files.length > 0 && (
        // As high as what comes, or the log would no longer stand at its end.
        <Suspense fallback={<div style={{ height: files.reduce((sum, file) => sum + (file.height ? fitted(file, 320, 240).height : 40), 0) }} />}>
          <AttachedFiles files={files} conversation={event.conversation_id} />
        </Suspense>
      )}
      {voice === "bot" && (event as MessageEvent).data.offer && <p className={css.remark}>{t("thread.offer")}</p>}
      {voice === "bot" && <Why event={event as MessageEvent} />}
    </li>
  );
}

/** Opens the record of the turn that said this. */
function Why({ event }: { event: MessageEvent }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const turn = event.data.turn_id;
  if (!turn) return null;
  return (
    <>
      <button type="button" className={css.why} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t("thread.why")}
      </button>
      <Suspense fallback={null}>{open && <TurnDrawer conversation={event.conversation_id} turn={turn} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}

function Written({ event }: { event: MessageEvent }) {
  const sources = event.data.sources;
  const citations = useMemo(() => {
    const marks = new Map<number, () => ReactNode>();
    for (const source of sources ?? []) marks.set(source.number, () => <SourceMark source={source} />);
    return marks;
  }, [sources]);
  return (
    <>
      <Markdown text={event.data.text} citations={citations} />
      {sources && sources.length > 0 && (
        <ul className={css.sources}>
          {sources.map((source) => (
            <li key={source.number}>
              <SourceChip source={source} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
