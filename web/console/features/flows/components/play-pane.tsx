import { Button, SegmentedControl, Switch, TextInput } from "@mantine/core";
import { Paperclip, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { Markdown } from "@console/shared/ui/markdown";
import { useTryFlow, type Definition, type Tried } from "../api/flows";
import css from "./flows.module.css";

interface Line {
  visitor: boolean;
  text: string;
  files?: string[];
}

/** What stands for a visitor's file. */
const sample = "photo.jpg";

/** Plays the draft as a visitor would meet it. Nothing is stored, nobody is called. */
export function PlayPane({ draft, onAt }: { draft: Definition; onAt(step: string | undefined): void }) {
  const { t, i18n } = useTranslation("flows");
  const run = useTryFlow();
  const [lang, setLang] = useState<"en" | "zh">(i18n.language === "zh" ? "zh" : "en");
  const [fail, setFail] = useState(false);
  const [lines, setLines] = useState<Line[]>([]);
  const [at, setAt] = useState<Tried>();
  const [text, setText] = useState("");
  const open = at?.state.status === "open";

  const play = (said: Line[], state: Tried["state"] | undefined) =>
    run.mutate(
      { draft, state, lines: said, lang, fail },
      {
        onSuccess: (tried) => {
          setAt(tried);
          setLines(tried.text ? [...said, { visitor: false, text: tried.text }] : said);
          onAt(tried.state.status === "open" ? tried.state.step : undefined);
        },
      },
    );
  const begin = () => {
    setLines([]);
    setAt(undefined);
    play([], undefined);
  };
  const say = (words: string, files?: string[]) => {
    if ((!words.trim() && !files) || !open || run.isPending) return;
    const said = [...lines, { visitor: true, text: words.trim(), files }];
    setLines(said);
    setText("");
    play(said, at?.state);
  };
  return (
    <section className={css.play} aria-label={t("play_title")}>
      <header className={css.playHead}>
        <h2 className={css.heading}>{t("play_title")}</h2>
        <SegmentedControl size="xs" aria-label={t("play_lang")} value={lang} onChange={(next) => setLang(next as "en" | "zh")} data={[{ value: "en", label: "English" }, { value: "zh", label: "中文" }]} />
      </header>
      <p className={css.text}>{t("play_text")}</p>
      <div className={css.talk} role="log" aria-label={t("play_talk")}>
        {lines.map((line, index) => (
          <div key={index} className={css.bubble} data-visitor={line.visitor || undefined}>
            {line.visitor ? line.text || line.files?.join(", ") : <Markdown text={line.text} />}
          </div>
        ))}
        {at && !open && <p className={css.over}>{t(at.person ? "play_person" : at.state.status === "cancelled" ? "play_cancelled" : "play_ended")}</p>}
        {run.error && <p className={css.failed}>{(isProblem(run.error) && run.error.title) || t("play_failed")}</p>}
      </div>
      {open && at.ask && <Answers at={at} onSay={say} />}
      {open && at.offer && <p className={css.over}>{t("play_offer")}</p>}
      {open ? (
        <form
          className={css.say}
          onSubmit={(event) => {
            event.preventDefault();
            say(text);
          }}
        >
          <TextInput size="xs" className={css.grow} maxLength={2000} aria-label={t("play_say")} placeholder={t("play_say")} value={text} onChange={(event) => setText(event.currentTarget.value)} />
          <Button type="submit" size="xs" variant="default" loading={run.isPending} disabled={!text.trim()}>
            {t("play_send")}
          </Button>
        </form>
      ) : null}
      <footer className={css.playFoot}>
        <Button size="xs" variant={at ? "default" : "filled"} loading={run.isPending && !at} leftSection={at && <RotateCcw size={14} aria-hidden />} onClick={begin}>
          {t(at ? "play_again" : "play_begin")}
        </Button>
        {draft.steps.some((step) => step.kind === "action") && <Switch size="xs" label={t("play_fail")} checked={fail} onChange={(event) => setFail(event.currentTarget.checked)} />}
      </footer>
      {at && at.form.length > 0 && (
        <div>
          <h3 className={css.label}>{t("play_form")}</h3>
          <dl className={css.form}>
            {at.form.map((entry) => (
              <div key={entry.label}>
                <dt>{entry.label}</dt>
                <dd>{entry.value}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </section>
  );
}

function Answers({ at, onSay }: { at: Tried; onSay(text: string, files?: string[]): void }) {
  const { t } = useTranslation("flows");
  return (
    <div className={css.answers} role="group" aria-label={t("play_answers")}>
      {at.ask?.card && (
        <dl className={css.form}>
          {at.ask.card.map((entry) => (
            <div key={entry.label}>
              <dt>{entry.label}</dt>
              <dd>{entry.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {at.ask?.input === "file" && (
        <Button size="compact-xs" variant="default" leftSection={<Paperclip size={14} aria-hidden />} onClick={() => onSay("", [sample])}>
          {t("play_file", { name: sample })}
        </Button>
      )}
      {at.ask?.choices?.map((choice) => (
        <Button key={choice} size="compact-xs" variant="default" onClick={() => onSay(choice)}>
          {choice}
        </Button>
      ))}
    </div>
  );
}
