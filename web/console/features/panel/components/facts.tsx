import { AtSign, CalendarDays, Coins, Hash, MapPin, Package, Phone, Tag, UserRound, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { BriefFact } from "@console/shared/api/types";
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
};

/** What the visitor said of themselves; each leads to the message it came from. */
export function Facts({ facts, conversation }: { facts: readonly BriefFact[]; conversation: string }) {
  const { t } = useTranslation();
  return (
    <div>
      <p className={css.label}>{t("brief.facts")}</p>
      <ul className={css.facts}>
        {facts.map((fact) => {
          const Icon = icons[fact.kind] ?? Tag;
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
                <span className={css.kind}>{kind}</span>
                <span className={css.value}>{fact.value}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
