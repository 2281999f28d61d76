import { useCallback, useEffect, useRef, useState } from "react";
import { isProblem } from "@console/shared/api/client";
import type { ArticleDraft, ArticleView } from "@console/shared/api/types";
import { useSaveArticle } from "./api/change-article";
import { draftOf, forget, recall, remember, same } from "./unsaved";

export type Saving = "saved" | "unsaved" | "saving" | "failed" | "conflict";

/** How long the hands must rest before a draft is saved. */
const restFor = 1_200;

/**
 * The text being edited, saved by itself. Until the server has it, it also lies in this browser, so
 * that neither a lost connection nor a closed tab costs a sentence. A save over somebody else's newer
 * version is never made: it becomes a conflict that a person decides.
 */
export function useArticleDraft(article: ArticleView) {
  const [draft, setDraft] = useState<ArticleDraft>(() => recall(article.id)?.draft ?? draftOf(article));
  const [version, setVersion] = useState(() => recall(article.id)?.version ?? article.version);
  const [saving, setSaving] = useState<Saving>(() => (recall(article.id) ? "unsaved" : "saved"));
  const { mutateAsync } = useSaveArticle(article.id);
  const latest = useRef(draft);
  const running = useRef<Promise<boolean> | undefined>(undefined);

  const change = (part: Partial<ArticleDraft>) => {
    const next = { ...latest.current, ...part };
    latest.current = next;
    setDraft(next);
    remember(article.id, { draft: next, version });
    setSaving((now) => (now === "conflict" ? now : "unsaved"));
  };

  const save = useCallback(
    async (over = version): Promise<boolean> => {
      await running.current;
      const sent = latest.current;
      if (!sent.title.trim()) return false;
      setSaving("saving");
      running.current = mutateAsync({ ...sent, version: over }).then(
        (saved) => {
          setVersion(saved.version);
          const done = same(sent, latest.current);
          if (done) forget(article.id);
          setSaving(done ? "saved" : "unsaved");
          return true;
        },
        (error: unknown) => {
          setSaving(isProblem(error) && error.status === 409 ? "conflict" : "failed");
          return false;
        },
      );
      return running.current;
    },
    [article.id, mutateAsync, version],
  );

  useEffect(() => {
    if (saving !== "unsaved" && saving !== "failed") return;
    const timer = setTimeout(() => void save(), saving === "failed" ? 5 * restFor : restFor);
    return () => clearTimeout(timer);
  }, [draft, saving, save]);

  /** Another state of the article becomes what is edited: a restored revision, or theirs in a conflict. */
  const replace = useCallback(
    (by: ArticleView) => {
      latest.current = draftOf(by);
      setDraft(latest.current);
      setVersion(by.version);
      forget(article.id);
      setSaving("saved");
    },
    [article.id],
  );

  return { draft, version, saving, change, save, replace };
}

export type ArticleDraftState = ReturnType<typeof useArticleDraft>;
