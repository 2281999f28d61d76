import { Button } from "@mantine/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Archive, Combine } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Markdown } from "@console/shared/ui/markdown";
import { SkeletonLines } from "@console/shared/ui/skeleton";
import { usePairText, type PairSide, type usePairStep } from "../api/pairs";
import css from "./pairs.module.css";

interface Props {
  side: PairSide;
  other: PairSide;
  /** Its sentences that the other one contradicts. */
  quotes: string[];
  step: ReturnType<typeof usePairStep>;
  mayEdit: boolean;
}

/** One article of a pair. */
export function PairColumn({ side, other, quotes, step, mayEdit }: Props) {
  const { t } = useTranslation("curation");
  const { slug = "" } = useParams({ strict: false });
  const navigate = useNavigate();
  const text = usePairText(side.id);
  const edit = () => void navigate({ to: "/w/$slug/knowledge/$article", params: { slug, article: side.id } });
  return (
    <article className={css.side} lang={side.lang}>
      <h2 className={css.sideTitle}>
        <Link to="/w/$slug/knowledge/$article" params={{ slug, article: side.id }}>
          {side.title}
        </Link>
      </h2>
      {quotes.length > 0 && (
        <ul className={css.quotes}>
          {quotes.map((quote, at) => (
            <li key={at}>{quote}</li>
          ))}
        </ul>
      )}
      <div className={css.text}>{text.data ? <Markdown text={text.data.body} article /> : <SkeletonLines lines={5} />}</div>
      {mayEdit && (
        <div className={css.actions}>
          <Button size="xs" variant="default" leftSection={<Combine size={14} aria-hidden />} onClick={() => step.mutate({ do: "merge", id: side.id, other: other.id }, { onSuccess: edit })}>
            {t("pairs.merge")}
          </Button>
          <Button size="xs" variant="subtle" color="gray" leftSection={<Archive size={14} aria-hidden />} onClick={() => window.confirm(t("pairs.archive_sure", { title: side.title })) && step.mutate({ do: "archive", id: side.id })}>
            {t("pairs.archive")}
          </Button>
        </div>
      )}
    </article>
  );
}
