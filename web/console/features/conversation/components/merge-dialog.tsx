import "@mantine/core/styles/Radio.css";
import { Button, Radio } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListRow, MergeOption } from "@console/shared/api/types";
import { useTimes } from "@console/shared/i18n/times";
import { Dialog } from "@console/shared/ui/dialog";
import { plain } from "@console/shared/ui/plain";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { StageBadge } from "@console/shared/ui/stage";
import { useMergeOptions } from "../api/get-merge-options";
import css from "./merge.module.css";
import type { ConversationActions } from "./use-conversation-actions";

/** Picks the conversation that ends and goes on in this one, and says beforehand what that does. */
export function MergeDialog({ row, actions }: { row: ListRow; actions: ConversationActions }) {
  const { t } = useTranslation("handling");
  const { t: common } = useTranslation();
  const options = useMergeOptions(row.id);
  const [picked, setPicked] = useState<string | null>(null);
  const allowed = options.data?.options.filter(({ refused }) => !refused) ?? [];
  const one = allowed.find(({ id }) => id === picked) ?? (allowed.length === 1 ? allowed[0] : undefined);
  return (
    <Dialog opened onClose={actions.closeMerge} title={t("merge.title")} size={480}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (one) actions.merge(one.id);
        }}
      >
        {options.isPending && <SkeletonLines lines={4} />}
        {options.isError && (
          <p role="alert">
            {t("merge.failed")} <Button size="compact-xs" variant="default" onClick={() => void options.refetch()}>{t("merge.retry")}</Button>
          </p>
        )}
        {options.data?.options.length === 0 && (
          <div className={css.none}>
            <p className={css.noneTitle}>{t("merge.none")}</p>
            <p>{t("merge.none_text")}</p>
          </div>
        )}
        {options.data && options.data.options.length > 0 && (
          <Radio.Group label={t("merge.which")} value={one?.id ?? null} onChange={setPicked}>
            {options.data.options.map((option) => (
              <Option key={option.id} option={option} />
            ))}
          </Radio.Group>
        )}
        {one && options.data && <Preview one={one} takesOver={options.data.takes_over} />}
        <div className={css.buttons}>
          <Button variant="default" onClick={actions.closeMerge}>
            {common("action.cancel")}
          </Button>
          {one && (
            <Button type="submit" loading={actions.busy === "merge"}>
              {t("merge.do", { number: one.number })}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function Option({ option }: { option: MergeOption }) {
  const { t, i18n } = useTranslation("handling");
  const times = useTimes();
  const refused = option.refused && (i18n.exists(`merge.refused_${option.refused}`, { ns: "handling" }) ? t(`merge.refused_${option.refused}` as "merge.refused_conversation_held", { name: option.agent_name ?? "" }) : t("merge.refused"));
  return (
    <Radio
      value={option.id}
      disabled={!!refused}
      className={css.option}
      label={
        <span className={css.line}>
          <span className={css.number}>#{option.number}</span>
          <StageBadge stage={option.stage} who={option.agent_name} />
          <span className={css.meta}>
            {t("merge.messages", { count: option.messages })} · {times.full(option.last_at)}
          </span>
        </span>
      }
      description={refused || plain(option.preview)}
    />
  );
}

function Preview({ one, takesOver }: { one: MergeOption; takesOver: boolean }) {
  const { t } = useTranslation("handling");
  const lines = [
    t("merge.what_ends", { number: one.number }),
    one.stage === "waiting" && t("merge.what_queue"),
    one.stage === "bot" && t("merge.what_bot"),
    takesOver && t("merge.what_takes"),
    t("merge.what_visitor"),
  ].filter((line) => line !== false);
  return (
    <section className={css.preview} aria-label={t("merge.what")} aria-live="polite">
      <h3 className={css.previewTitle}>{t("merge.what")}</h3>
      <ul className={css.lines}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
