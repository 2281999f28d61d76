import { Button, Menu } from "@mantine/core";
import { BookText, CornerDownLeft, Lock, MessageSquare, SquareSlash, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useBinding } from "@console/shared/actions/use-actions";
import type { ActionId } from "@console/shared/actions/bindings";
import type { Suggestion } from "@console/shared/api/types";
import { IconButton } from "@console/shared/ui/icon-button";
import { Kbd } from "@console/shared/ui/kbd";
import { Markdown } from "@console/shared/ui/markdown";
import type { DismissReason } from "../api/get-assist";
import css from "./suggestions.module.css";

interface Props {
  suggestion: Suggestion;
  number: number;
  lang: string;
  onInsert(): void;
  onDismiss(reason: DismissReason): void;
}

const reasons: DismissReason[] = ["wrong", "irrelevant", "tone", "outdated", "other"];
const sourceIcons = { article: BookText, canned: SquareSlash, reply: MessageSquare };

export function SuggestionCard({ suggestion, number, lang, onInsert, onDismiss }: Props) {
  const { t } = useTranslation();
  const chord = useBinding(`suggestion_${number}` as ActionId);
  const articles = suggestion.sources.filter((source) => source.kind === "article").length;
  const label = t(`suggestion.${suggestion.label}` as "suggestion.answer", { defaultValue: suggestion.label });
  return (
    <li className={css.card} data-internal={suggestion.internal || undefined}>
      <div className={css.head}>
        <span className={css.label}>{label}</span>
        {articles > 0 && <span className={css.from}>{t("suggestion.from", { count: articles })}</span>}
        {suggestion.internal && (
          <span className={css.internal}>
            <Lock size={12} aria-hidden />
            {t("suggestion.internal")}
          </span>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <IconButton icon={X} iconSize={14} size={22} label={t("suggestion.dismiss")} className={css.dismiss} />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t("suggestion.dismiss_why")}</Menu.Label>
            {reasons.map((reason) => (
              <Menu.Item key={reason} onClick={() => onDismiss(reason)}>
                {t(`dismiss.${reason}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <div className={css.text} lang={lang}>
        <Markdown text={suggestion.text} />
      </div>
      {suggestion.sources.length > 0 && (
        <ul className={css.sources}>
          {suggestion.sources.map((source) => {
            const Icon = sourceIcons[source.kind];
            return (
              <li key={source.number} className={css.source} data-internal={source.internal || undefined}>
                <span className={css.number}>{source.number}</span>
                <Icon size={14} aria-hidden />
                <span className={css.sourceTitle}>{source.title}</span>
              </li>
            );
          })}
        </ul>
      )}
      <Button size="compact-sm" variant="light" className={css.insert} leftSection={<CornerDownLeft size={14} />} rightSection={<Kbd chord={chord} subtle />} onClick={onInsert}>
        {t("action.insert")}
      </Button>
    </li>
  );
}
