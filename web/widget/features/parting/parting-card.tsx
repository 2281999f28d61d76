import { BookOpenText } from "lucide-preact";
import { useChat, useStore } from "@widget/shared/context";
import type { Source } from "@widget/shared/session/api";
import { suggestedOf } from "@widget/shared/session/events";
import { TranscriptForm } from "./transcript-form";

/** What is left to do when a conversation has ended: read on, or keep it. */
export function PartingCard({ onSource }: { onSource(source: Source): void }) {
  const { session } = useChat();
  const { stage } = useStore(session.holder);
  const config = useStore(session.config);
  const conversation = useStore(session.client.conversation);
  const events = useStore(session.client.log.events);
  if (stage !== "resolved" || !conversation) return null;
  return (
    <div class="parting">
      <Articles articles={suggestedOf(events)} onSource={onSource} />
      {typeof config === "object" && config.mail && <TranscriptForm key={conversation} conversation={conversation} />}
    </div>
  );
}

function Articles({ articles, onSource }: { articles: ReturnType<typeof suggestedOf>; onSource(source: Source): void }) {
  const { t } = useChat();
  if (articles.length === 0) return null;
  return (
    <section class="card parting-articles" aria-label={t("parting.articles")}>
      <h2 class="card-title">{t("parting.articles")}</h2>
      <ul class="parting-list">
        {articles.map((article, index) => (
          <li key={article.article_id}>
            <button type="button" class="parting-article" onClick={() => onSource({ number: index + 1, ...article })}>
              <BookOpenText size={16} strokeWidth={1.75} aria-hidden />
              <span>{article.title}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
