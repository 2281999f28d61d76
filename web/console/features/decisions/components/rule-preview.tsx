import { Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { useRulePreview, type House } from "../api/rules";
import { attributesOf } from "../conditions";
import { useWhy } from "../use-why";
import css from "./decisions.module.css";

/** Decides on a message under the rules of the form, as a turn would; nobody is called. */
export function RulePreview({ house }: { house: House }) {
  const { t } = useTranslation("decisions");
  const why = useWhy(house.rules);
  const preview = useRulePreview();
  const [text, setText] = useState("");
  const [attributes, setAttributes] = useState("");
  const [page, setPage] = useState("");
  const { data, error } = preview;
  return (
    <form
      className={css.box}
      aria-label={t("preview_title")}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) preview.mutate({ house, text: text.trim(), attributes: attributesOf(attributes), page });
      }}
    >
      <h2 className={css.heading}>{t("preview_title")}</h2>
      <p className={css.text}>{t("preview_text")}</p>
      <Textarea size="xs" autosize minRows={2} maxRows={5} maxLength={2000} label={t("preview_message")} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <div className={css.pair}>
        <Textarea size="xs" autosize minRows={1} maxRows={4} label={t("preview_attributes")} placeholder={t("hint_attributes")} value={attributes} onChange={(event) => setAttributes(event.currentTarget.value)} />
        <TextInput size="xs" label={t("preview_page")} placeholder={t("hint_page")} value={page} onChange={(event) => setPage(event.currentTarget.value)} />
      </div>
      <Button type="submit" size="xs" variant="default" className={css.end} loading={preview.isPending} disabled={!text.trim()}>
        {t("preview_run")}
      </Button>
      <div aria-live="polite">
        {error && <p className={css.failed}>{isProblem(error) && error.title ? error.title : t("failed_text")}</p>}
        {data && (
          <p className={css.outcome}>
            <span className={css.kind} data-kind={data.kind}>
              {t(`kind_${data.kind as "answer"}`)}
            </span>
            <span>{why(data.reason, data.rule)}</span>
            {data.quote && <q className={css.quote}>{data.quote}</q>}
            {data.topic && <span className={css.meta}>{t("preview_topic", { title: data.topic })}</span>}
          </p>
        )}
      </div>
    </form>
  );
}
