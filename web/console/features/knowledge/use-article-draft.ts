import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { isProblem } from "@console/shared/api/client";
import type { ArticleDraft, ArticleView } from "@console/shared/api/types";
import { useWorkspace } from "@console/shared/session/session";
import { useSaveArticle } from "./api/change-article";
import { theirsQuery } from "./api/get-article";
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
  // What a crash left here may have reached the server all the same.
  const [found] = useState(() => [recall(article.id)].find((left) => left && !same(left.draft, draftOf(article))));
  const [draft, setDraft] = useState<ArticleDraft>(() => found?.draft ?? draftOf(article));
  const [version, setVersion] = useState(() => found?.version ?? article.version);
  const [saving, setSaving] = useState<Saving>(found ? "unsaved" : "saved");
  const { mutateAsync } = useSaveArticle(article.id);
  const queries = useQueryClient();
  const workspace = useWorkspace().id;
  const latest = useRef(draft);
  /** What the server has at this version: what is only newer by its number is no conflict. */
  const base = useRef(found ? undefined : draft);
  const running = useRef<Promise<number> | undefined>(undefined);

  const change = (part: Partial<ArticleDraft>) => {
    const next = { ...latest.current, ...part };
    latest.current = next;
    setDraft(next);
    remember(article.id, { draft: next, version });
    setSaving((now) => (now === "conflict" ? now : "unsaved"));
  };

  /** Saves what is written; gives its version, 0 if it could not be saved. */
  const save = useCallback(
    async (over = version): Promise<number> => {
      await running.current;
      const sent = latest.current;
      if (!sent.title.trim()) return 0;
      setSaving("saving");
      running.current = mutateAsync({ ...sent, version: over }).then(
        (saved) => {
          base.current = draftOf(saved);
          setVersion(saved.version);
          const done = same(sent, latest.current);
          if (done) forget(article.id);
          else remember(article.id, { draft: latest.current, version: saved.version });
          setSaving(done ? "saved" : "unsaved");
          return saved.version;
        },
        async (error: unknown) => {
          const refused = isProblem(error) && error.status === 409;
          const theirs = refused ? await queries.fetchQuery({ ...theirsQuery(workspace, article.id), staleTime: 0 }).catch(() => undefined) : undefined;
          // The answer to an earlier save was lost, or only the number is newer: nobody wrote anything else.
          if (theirs && [sent, base.current].some((known) => known && same(known, draftOf(theirs)))) {
            base.current = draftOf(theirs);
            setVersion(theirs.version);
            setSaving("unsaved");
          } else setSaving(refused ? "conflict" : "failed");
          return 0;
        },
      );
      return running.current;
    },
    [article.id, mutateAsync, queries, version, workspace],
  );

  useEffect(() => {
    if (saving !== "unsaved" && saving !== "failed") return;
    const timer = setTimeout(() => void save(), saving === "failed" ? 5 * restFor : restFor);
    return () => clearTimeout(timer);
  }, [draft, saving, save]);

  /** Another state of the article becomes what is edited: a restored revision, or theirs in a conflict. */
  const replace = useCallback(
    (by: ArticleView) => {
      latest.current = base.current = draftOf(by);
      setDraft(latest.current);
      setVersion(by.version);
      forget(article.id);
      setSaving("saved");
    },
    [article.id],
  );

  // Publishing makes the article newer without changing its text, and so may somebody else: what is
  // written here goes on from there. Another text is taken over only where nothing is written here.
  useEffect(() => {
    if (article.version <= version || saving === "saving" || saving === "conflict") return;
    if (saving === "saved") replace(article);
    else if (base.current && same(base.current, draftOf(article))) setVersion(article.version);
  }, [article, version, saving, replace]);

  return { draft, version, saving, change, save, replace, conflict: () => setSaving("conflict") };
}

export type ArticleDraftState = ReturnType<typeof useArticleDraft>;
