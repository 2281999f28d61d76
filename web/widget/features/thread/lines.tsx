import { useChat } from "@widget/shared/context";
import { dayOf, weekday } from "@widget/shared/ui/times";
import type { ThreadItem } from "./thread-model";

export function DayLine({ at }: { at: Date }) {
  const { t, lang } = useChat();
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  const today = dayOf(at) === dayOf(new Date());
  return <li class="line">{today ? t("thread.today") : dayOf(at) === dayOf(yesterday) ? t("thread.yesterday") : weekday(lang, at)}</li>;
}

export function StageLine({ item }: { item: Exclude<ThreadItem, { type: "message" | "day" | "merged" }> }) {
  const { t } = useChat();
  switch (item.type) {
    case "status":
      return <li class="line">{item.text}</li>;
    case "joined":
      return <li class="line">{item.name ? t("stage.joined", { name: item.name }) : t("stage.joined_someone")}</li>;
    case "back_to_bot":
      return <li class="line">{t("stage.back_to_bot")}</li>;
    case "resolved":
      return <li class="line">{t("stage.resolved")}</li>;
  }
}
