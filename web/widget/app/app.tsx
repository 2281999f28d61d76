import { useReducer, useRef, useState } from "preact/hooks";
import { ArticlePanel } from "@widget/features/article/article-panel";
import { AskedAnswers } from "@widget/features/asking/asked-answers";
import { Composer } from "@widget/features/composer/composer";
import { HistoryPanel } from "@widget/features/history/history-panel";
import { TranscriptForm } from "@widget/features/parting/transcript-form";
import { PartingCard } from "@widget/features/parting/parting-card";
import { RatingCard } from "@widget/features/rating/rating-card";
import { Thread } from "@widget/features/thread/thread";
import { CheckInAnswers } from "@widget/features/waiting/check-in-answers";
import { ConfirmCard } from "@widget/features/waiting/confirm-card";
import { OfferAnswers } from "@widget/features/waiting/offer-answers";
import { WaitingBanner } from "@widget/features/waiting/waiting-banner";
import { useChat, useStore } from "@widget/shared/context";
import type { Source } from "@widget/shared/session/api";
import { Button } from "@widget/shared/ui/button";
import { ConnectionBanner } from "./connection-banner";
import { Greeting } from "./greeting";
import { Header } from "./header";
import { Notice } from "./notice";
import { useEscape, useReturnFocus } from "./focus";

/** On a touch screen the field would bring up the keyboard over the greeting. */
const touch = window.matchMedia("(pointer: coarse)").matches;

interface AppProps {
  open: boolean;
  /** Opened by nobody's hand: the keyboard is left where it is. */
  quiet?: boolean;
  onClose(): void;
}

export function App({ open, quiet, onClose }: AppProps) {
  const { session, t } = useChat();
  const config = useStore(session.config);
  const [source, setSource] = useState<Source | undefined>();
  const [history, setHistory] = useState(false);
  const [mailing, setMailing] = useState(false);
  const conversation = useStore(session.client.conversation);
  const picker = useRef<HTMLInputElement>(null);
  const [focus, toComposer] = useReducer<number, void>((n) => n + 1, 0);
  const covered = source !== undefined || history;
  const remember = useReturnFocus(covered, () => toComposer());
  const toMail = useReturnFocus(mailing, () => toComposer());
  useEscape(source ? () => setSource(undefined) : history ? () => setHistory(false) : mailing ? () => setMailing(false) : onClose);
  if (config === "failed") return <Failed />;
  return (
    <div class="panel" role="dialog" aria-label={t("panel.label", { name: typeof config === "object" ? config.name : "" })}>
      {/* What a sub-panel covers is out of reach of keyboard and screen reader as well. */}
      <main class="chat" inert={covered}>
        <Header onHistory={remember(() => setHistory(true))} onTranscript={toMail(() => setMailing(!mailing))} transcript={mailing} onClose={onClose} />
        {mailing && conversation && (
          <div class="mailing">
            <p class="mailing-title">{t("transcript.ask")}</p>
            <TranscriptForm key={conversation} conversation={conversation} onClose={() => setMailing(false)} />
          </div>
        )}
        <ConnectionBanner />
        <Thread
          before={<Greeting onAsked={() => toComposer()} />}
          after={
            <>
              <ConfirmCard />
              <OfferAnswers />
              <AskedAnswers onAnswered={() => !touch && toComposer()} onFile={() => picker.current?.click()} />
              <CheckInAnswers />
              <RatingCard />
              <PartingCard onSource={remember(setSource)} />
            </>
          }
          onSource={remember(setSource)}
        />
        <Notice />
        <WaitingBanner />
        <Composer focus={open && (focus > 0 || !(touch || quiet)) ? `open ${focus}` : ""} picker={picker} />
      </main>
      {source && <ArticlePanel source={source} onClose={() => setSource(undefined)} />}
      {history && <HistoryPanel onClose={() => setHistory(false)} />}
    </div>
  );
}

function Failed() {
  const { session, t } = useChat();
  return (
    <div class="panel" role="dialog" aria-label={t("error.config")}>
      <main class="empty empty-whole">
        <h1 class="empty-title">{t("error.config")}</h1>
        <Button onClick={() => session.load()}>{t("thread.retry")}</Button>
      </main>
    </div>
  );
}
