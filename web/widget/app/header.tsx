import { Mail, MessagesSquare, X } from "lucide-preact";
import { nobodyThere } from "@shared/live/signals";
import { useChat, useStore } from "@widget/shared/context";
import { IconButton } from "@widget/shared/ui/button";

interface HeaderProps {
  onHistory(): void;
  /** Asks for the conversation by e-mail, or no longer does. */
  onTranscript(): void;
  /** It is being asked for. */
  transcript: boolean;
  onClose(): void;
}

/** Whose chat this is and who answers now. */
export function Header({ onHistory, onTranscript, transcript, onClose }: HeaderProps) {
  const { session, t } = useChat();
  const config = useStore(session.config);
  const brand = typeof config === "object" ? config.name : "";
  const conversation = useStore(session.client.conversation);
  return (
    <header class="header">
      <span class="brand-mark" aria-hidden>
        {[...brand][0]?.toUpperCase()}
      </span>
      <div class="header-text">
        <h1 class="header-name">{brand}</h1>
        <Answering />
      </div>
      {conversation && typeof config === "object" && config.mail && (
        <IconButton label={t("transcript.ask")} aria-expanded={transcript} onClick={onTranscript}>
          <Mail size={18} strokeWidth={1.75} aria-hidden />
        </IconButton>
      )}
      {conversation && (
        <IconButton label={t("header.history")} onClick={onHistory}>
          <MessagesSquare size={18} strokeWidth={1.75} aria-hidden />
        </IconButton>
      )}
      <IconButton label={t("header.close")} onClick={onClose}>
        <X size={20} strokeWidth={1.75} aria-hidden />
      </IconButton>
    </header>
  );
}

function Answering() {
  const { session, t } = useChat();
  const config = useStore(session.config);
  const { stage, agent } = useStore(session.holder);
  const place = useStore(session.client.signals.place);
  if (typeof config !== "object") return <p class="header-line"> </p>;
  if (stage === "person" && agent) {
    return (
      <p class="header-line">
        <span class="presence" aria-hidden />
        {t("header.person", { name: agent, brand: config.name })}
      </p>
    );
  }
  if (stage === "waiting") return <p class="header-line">{t(nobodyThere(place) ? "waiting.nobody" : "header.waiting")}</p>;
  if (config.hours) return <p class="header-line">{t("header.assistant_hours", { hours: config.hours })}</p>;
  return <p class="header-line">{t(config.people_online ? "header.assistant_online" : "header.assistant")}</p>;
}
