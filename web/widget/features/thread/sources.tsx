import { ChevronRight } from "lucide-preact";
import { useChat } from "@widget/shared/context";
import type { Source } from "@widget/shared/session/api";

interface SourcesProps {
  sources: readonly Source[];
  onOpen(source: Source): void;
}

export function Sources({ sources, onOpen }: SourcesProps) {
  const { t } = useChat();
  return (
    <ul class="sources" aria-label={t("sources.label")}>
      {sources.map((source) => (
        <li key={source.number}>
          {source.action ? (
            <span class="source">
              <span class="source-number">{source.number}</span>
              <span class="source-title">{source.title}</span>
            </span>
          ) : (
            <button type="button" class="source" onClick={() => onOpen(source)}>
              <span class="source-number">{source.number}</span>
              <span class="source-title">{source.title}</span>
              {isRepeated(source, sources) && <span class="source-section">{lastPart(source.section ?? "")}</span>}
              <ChevronRight size={14} strokeWidth={1.75} aria-hidden class="source-arrow" />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Two passages of one article are told apart by their sections. */
const isRepeated = (source: Source, all: readonly Source[]) => !!source.section && all.some((other) => other !== source && other.title === source.title);

/** A heading path is long; its end says where. */
const lastPart = (section: string) => section.split(/\s*[›>]\s*/).at(-1) ?? section;

/** The small raised number in the text. */
export function Citation({ number, source, onOpen }: { number: number; source?: Source; onOpen(source: Source): void }) {
  const { t } = useChat();
  if (!source || source.action) return <sup class="citation citation-pending">{number}</sup>;
  return (
    <sup class="citation">
      <button type="button" aria-label={t("sources.open", { number, title: source.title })} title={source.title} onClick={() => onOpen(source)}>
        {number}
      </button>
    </sup>
  );
}
