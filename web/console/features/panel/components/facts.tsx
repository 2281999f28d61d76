import { AtSign, CalendarDays, Coins, Hash, MapPin, MessageSquareQuote, Package, Phone, Tag, UserRound, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Brief, BriefFact } from "@console/shared/api/types";
import { showMessage } from "@console/shared/state/desk";
import css from "./brief.module.css";

const icons: Record<string, LucideIcon> = {
  name: UserRound,
  order: Hash,
  email: AtSign,
  phone: Phone,
  product: Package,
  amount: Coins,
  date: CalendarDays,
  address: MapPin,
  tracking: Hash,
  reference: Hash,
  account: Hash,
};

/** What is told in the visitor's own words stands under a title of its own. */
const told = { wish: "brief.wish", tried: "brief.own", detail: "brief.detail" } as const;

interface FactsProps {
  brief: Brief;
  conversation: string;
  /** The visitor's language, which their words are in. */
  lang: string;
}

/** What the visitor said of themselves; each leads to the message it came from. */
export function Facts({ brief, conversation, lang }: FactsProps) {
  const { t } = useTranslation();
  const { facts } = brief;
  const above = [brief.issue, brief.quote ?? "", brief.open_question].map(plain);
  const values = facts.filter((fact) => !(fact.kind in told) && !facts.some((words) => tells(words, fact)));
  return (
    <>
      {values.length > 0 && <Values title={t("brief.facts")} facts={values} conversation={conversation} lang={lang} />}
      {Object.entries(told).map(([kind, title]) => {
        const said = facts.filter((fact) => fact.kind === kind && !above.some((text) => text.includes(plain(fact.value))));
        return said.length > 0 && <Values key={kind} title={t(title)} facts={said} conversation={conversation} lang={lang} quoted />;
      })}
    </>
  );
}

/** Words without their spaces, as the issue's line and a message are compared. */
const plain = (text: string) => text.replace(/\s+/g, "");

/** Whether words that are quoted below tell a value already: the day in a deadline, the bulb that was changed. */
function tells(words: BriefFact, fact: BriefFact) {
  const nested = fact.kind === "date" || fact.kind === "quantity" ? words.kind in told : fact.kind === "product" && words.kind === "tried";
  return nested && words.seq === fact.seq && words.value.includes(fact.value);
}

interface ValuesProps {
  title: string;
  facts: readonly BriefFact[];
  conversation: string;
  lang: string;
  quoted?: boolean;
}

function Values({ title, facts, conversation, lang, quoted }: ValuesProps) {
  const { t } = useTranslation();
  return (
    <div>
      <p className={css.label}>{title}</p>
      <ul className={css.facts}>
        {facts.map((fact) => {
          const Icon = quoted ? MessageSquareQuote : (icons[fact.kind] ?? Tag);
          const kind = fact.label || t(`fact.${fact.kind}` as "fact.order", { defaultValue: t("fact.other") });
          return (
            <li key={`${fact.kind}-${fact.label ?? ""}-${fact.value}-${fact.seq}`}>
              <button
                type="button"
                className={css.fact}
                data-superseded={fact.superseded || undefined}
                title={fact.superseded ? t("fact.superseded") : t("fact.show")}
                onClick={() => showMessage(conversation, fact.seq)}
              >
                <Icon size={14} aria-hidden />
                {!quoted && <span className={css.kind}>{kind}</span>}
                <span className={css.value} lang={lang}>
                  {fact.value}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
