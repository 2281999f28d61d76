import { Button, Select, Switch } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Check } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "@console/shared/session/session";
import "@console/shared/ui/select-styles";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { outOfScope, useLabelMessage, useSeen, type Intents, type Label, type Seen } from "../api/intents";
import css from "./intents.module.css";

/** Live messages with what they were taken to want; a label makes one an example. */
export function SeenList({ data, label, may }: { data: Intents; label: Label; may: boolean }) {
  const { t } = useTranslation("intents");
  const [unsure, setUnsure] = useState(false);
  const seen = useSeen(label, unsure);
  const rows = seen.data?.pages.flatMap((page) => page.messages) ?? [];
  return (
    <div>
      <Switch size="xs" checked={unsure} onChange={(event) => setUnsure(event.currentTarget.checked)} label={t("seen_unsure")} className={css.filter} />
      {seen.isPending && <SkeletonLines lines={5} />}
      <ul className={css.examples}>
        {rows.map((message) => (
          <SeenRow key={`${message.conversation_id}/${message.seq}`} message={message} data={data} may={may} />
        ))}
      </ul>
      {!seen.isPending && rows.length === 0 && <p className={css.text}>{t(data.live ? "seen_none" : "seen_not_live")}</p>}
      {seen.hasNextPage && (
        <Button size="xs" variant="default" loading={seen.isFetchingNextPage} onClick={() => void seen.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </div>
  );
}

function SeenRow({ message, data, may }: { message: Seen; data: Intents; may: boolean }) {
  const { t, i18n } = useTranslation("intents");
  const { slug } = useWorkspace();
  const put = useLabelMessage();
  const confidence = new Intl.NumberFormat(i18n.language, { style: "percent" }).format(message.confidence);
  const labels = [...data.intents.map(({ id, name }) => ({ value: id, label: name })), { value: outOfScope, label: t("out_of_scope") }];
  return (
    <li className={css.example}>
      <span className={css.grow}>
        <Link to="/w/$slug/inbox/$view/$conversation" params={{ slug, view: "all", conversation: message.conversation_id }} className={css.said}>
          {message.text}
        </Link>
        <span className={css.note}>{t("seen_meta", { number: message.number, confidence })}</span>
      </span>
      {message.labelled || put.isSuccess ? (
        <span className={css.live}>
          <Check size={12} aria-hidden /> {t("labelled")}
        </span>
      ) : (
        may && <Select size="xs" w={180} searchable allowDeselect={false} aria-label={t("label_as", { text: message.text })} placeholder={t("label_hint")} data={labels} value={null} onChange={(label) => label && put.mutate({ label, message })} disabled={put.isPending} />
      )}
    </li>
  );
}
