import { useTranslation } from "react-i18next";
import { textIn } from "@shared/text/text-in";
import type { TurnValue } from "../api/get-turn";
import css from "./trace.module.css";

/** What a value is called, in the reader's language; by its name where nobody called it anything. */
export const nameOf = (value: TurnValue, language: string): string => textIn(value.label, language) || value.name;

/** What went into an action or came out of it. */
export function Values({ title, values }: { title: string; values: TurnValue[] }) {
  const { i18n } = useTranslation();
  if (values.length === 0) return null;
  return (
    <div className={css.values}>
      <h4 className={css.meta}>{title}</h4>
      <dl className={css.pairs}>
        {values.map((value) => (
          <div key={value.name} className={css.pair}>
            <dt>{nameOf(value, i18n.language)}</dt>
            <dd>{value.text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
