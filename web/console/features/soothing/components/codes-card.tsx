import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { useChangeCodes } from "../api/soothing";
import css from "./soothing.module.css";

/** The codes that wait to be given. They go in and are not shown again. */
export function CodesCard({ left }: { left: number }) {
  const { t } = useTranslation("soothing");
  const [text, setText] = useState("");
  const [asking, setAsking] = useState(false);
  const change = useChangeCodes();
  const codes = text.split("\n").filter((line) => line.trim() !== "");
  return (
    <form
      className={css.fields}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(text.split("\n"), { onSuccess: () => setText("") });
      }}
    >
      <p className={css.left} data-none={left === 0 || undefined}>
        {t("codes_left", { count: left })}
      </p>
      <Textarea autosize minRows={3} maxRows={10} spellCheck={false} label={t("codes")} description={t("codes_hint")} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      {change.error && (
        <p role="alert" className={css.failed}>
          {isProblem(change.error) && change.error.title ? change.error.title : t("failed_text")}
        </p>
      )}
      {change.isSuccess && change.variables !== "forget" && text === "" && (
        <p role="status" className={css.hint}>
          {t("codes_added", { count: change.data.added })}
        </p>
      )}
      <div className={css.buttons}>
        {asking ? (
          <>
            <p className={css.hint}>{t("forget_text")}</p>
            <Button size="xs" color="red" onClick={() => change.mutate("forget", { onSettled: () => setAsking(false) })}>
              {t("forget_yes", { count: left })}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsking(false)}>
              {t("cancel")}
            </Button>
          </>
        ) : (
          <>
            <Button size="xs" variant="default" disabled={left === 0} onClick={() => setAsking(true)}>
              {t("forget")}
            </Button>
            <Button size="xs" type="submit" disabled={codes.length === 0} loading={change.isPending}>
              {t("codes_add", { count: codes.length })}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
