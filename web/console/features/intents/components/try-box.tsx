import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTry, type Intents } from "../api/intents";
import css from "./intents.module.css";

/** What the live version, or else the newest, makes of a message. */
export function TryBox({ data }: { data: Intents }) {
  const { t, i18n } = useTranslation("intents");
  const [text, setText] = useState("");
  const attempt = useTry();
  const version = data.live || (data.models.find((model) => model.state === "ready" && model.kept)?.version ?? 0);
  const name = (id?: string) => data.intents.find((intent) => intent.id === id)?.name;
  const part = (value: number) => new Intl.NumberFormat(i18n.language, { style: "percent" }).format(value);
  if (version === 0) return null;
  return (
    <form
      className={css.box}
      aria-label={t("try_title")}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) attempt.mutate({ version, text: text.trim() });
      }}
    >
      <h2 className={css.heading}>{t("try_title")}</h2>
      <div className={css.create}>
        <TextInput size="xs" className={css.grow} maxLength={2000} aria-label={t("try_hint")} placeholder={t("try_hint")} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <Button type="submit" size="xs" variant="default" disabled={!text.trim()} loading={attempt.isPending}>
          {t("try_run")}
        </Button>
      </div>
      <div aria-live="polite">
        {attempt.data && (
          <>
            <p className={css.figure}>{t("try_result", { name: name(attempt.data.intent_id) ?? t("out_of_scope"), confidence: part(attempt.data.confidence), threshold: part(attempt.data.threshold) })}</p>
            <ul>
              {attempt.data.guesses.map((guess) => (
                <li key={guess.intent_id} className={css.confusion}>
                  <span className={css.grow}>{name(guess.intent_id) ?? "–"}</span>
                  <span>{part(guess.share)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </form>
  );
}
