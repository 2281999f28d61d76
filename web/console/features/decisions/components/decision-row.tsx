import { Button, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useTimes } from "@console/shared/i18n/times";
import { useWorkspace } from "@console/shared/session/session";
import { useMark, type Mark } from "../api/ledger";
import type { Decided, Rule } from "../api/rules";
import { useCause, useWhy } from "../use-why";
import css from "./decisions.module.css";

/** What may have been missed, when the bot answered and a person was needed. */
const missable = ["explicit_request", "anger", "abuse", "legal", "safety", "how_to_reach", "repeated", "misses", "demand"];

/** One decision: what the visitor said, which way it went, why, and what somebody thinks of it. */
export function DecisionRow({ row, rules }: { row: Decided; rules: Rule[] }) {
  const { t } = useTranslation("decisions");
  const { slug } = useWorkspace();
  const times = useTimes();
  const why = useWhy(rules);
  const cause = useCause(rules);
  const mark = useMark();
  const put = (value: Mark, because?: string) => mark.mutate({ decision: row.id, mark: row.mark === value && !because ? "" : value, cause: because });
  const button = (value: "right" | "false") => (
    <Button size="compact-xs" variant={row.mark === value ? "filled" : "default"} aria-pressed={row.mark === value} disabled={mark.isPending} onClick={() => put(value)}>
      {t(`mark_${value}`)}
    </Button>
  );
  return (
    <li className={css.decision}>
      <div>
        <Link to="/w/$slug/inbox/$view/$conversation" params={{ slug, view: "all", conversation: row.conversation_id }} className={css.said}>
          {row.said || t("words_gone")}
        </Link>
        <p className={css.why}>
          <span className={css.kind} data-kind={row.kind}>
            {t(`kind_${row.kind}`)}
          </span>
          <span className={css.text}>{why(row.reason, row.rule)}</span>
          {row.quote && row.quote !== row.said && <q className={css.quote}>{row.quote}</q>}
          <span className={css.meta}>{t("row_meta", { number: row.number, at: times.full(row.at), rule: row.rule })}</span>
        </p>
        {row.mark && <p className={css.meta}>{row.mark === "missed" ? t("marked_missed", { name: row.marked_by ?? "", cause: row.cause ? cause(row.cause) : t("no_cause") }) : t("marked", { name: row.marked_by ?? "" })}</p>}
      </div>
      <div className={css.marks}>
        {row.kind === "answer" ? (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="compact-xs" variant={row.mark === "missed" ? "filled" : "default"}>
                {t("mark_missed")}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t("missed_why")}</Menu.Label>
              {[...missable, ...rules.map((rule) => `admin.${rule.id}`)].map((one) => (
                <Menu.Item key={one} onClick={() => put("missed", one)}>
                  {cause(one)}
                </Menu.Item>
              ))}
              {row.mark && <Menu.Item onClick={() => put("")}>{t("mark_none")}</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        ) : (
          <>
            {button("right")}
            {button("false")}
          </>
        )}
      </div>
    </li>
  );
}
