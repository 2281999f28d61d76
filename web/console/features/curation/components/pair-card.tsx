import { Button } from "@mantine/core";
import { ChevronDown, ChevronRight, Copy, EyeOff, TriangleAlert, Undo2 } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@console/shared/api/client";
import { useMay } from "@console/shared/session/session";
import { usePairStep, type ArticlePair } from "../api/pairs";
import { PairColumn } from "./pair-column";
import css from "./pairs.module.css";

interface Props {
  pair: ArticlePair;
  open: boolean;
  ignored: boolean;
  onOpen(open: boolean): void;
}

/** Two articles in one line; opened, both side by side with what can be done about them. */
export function PairCard({ pair, open, ignored, onOpen }: Props) {
  const { t, i18n } = useTranslation("curation");
  const mayEdit = useMay("editKnowledge");
  const step = usePairStep();
  const id = useId();
  const against = pair.kind === "contradiction";
  const Icon = against ? TriangleAlert : Copy;
  const Chevron = open ? ChevronDown : ChevronRight;
  const first = pair.findings[0];
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" }).format(pair.share);
  return (
    <section className={css.card} data-kind={pair.kind}>
      <button type="button" className={css.summary} aria-expanded={open} aria-controls={id} onClick={() => onOpen(!open)}>
        <Icon size={16} className={css.icon} aria-hidden />
        <span className={css.titles}>
          <span lang={pair.a.lang}>{pair.a.title}</span>
          <span lang={pair.b.lang}>{pair.b.title}</span>
        </span>
        <span className={css.what}>{against && first ? t("pairs.figures", { here: first.a_figure, there: first.b_figure }) : t("overlaps.duplicate", { percent })}</span>
        <Chevron size={16} aria-hidden />
      </button>
      {open && (
        <div id={id} className={css.inside}>
          <div className={css.sides}>
            <PairColumn side={pair.a} other={pair.b} quotes={pair.findings.map((found) => found.a)} step={step} mayEdit={mayEdit} />
            <PairColumn side={pair.b} other={pair.a} quotes={pair.findings.map((found) => found.b)} step={step} mayEdit={mayEdit} />
          </div>
          {step.error && (
            <p className={css.failed} role="alert">
              {isProblem(step.error) && step.error.title ? step.error.title : t("failed")}
            </p>
          )}
          {mayEdit && (
            <div className={css.foot}>
              <Button size="xs" variant="default" leftSection={ignored ? <Undo2 size={14} aria-hidden /> : <EyeOff size={14} aria-hidden />} onClick={() => step.mutate({ do: "ignore", pair, ignored: !ignored })}>
                {t(ignored ? "pairs.take_up" : "pairs.ignore")}
              </Button>
              <p className={css.meta}>{ignored && pair.ignored_by ? t("pairs.ignored_by", { name: pair.ignored_by }) : t("pairs.ignore_text")}</p>
            </div>
          )}
        </div>
      )}
    </section>
  );
}
