import type { ArticleDraft, ArticleView } from "@console/shared/api/types";

interface Unsaved {
  draft: ArticleDraft;
  /** The version it was made from. */
  version: number;
}

const key = (article: string) => `firstline.article.${article}`;

export const draftOf = ({ title, body, lang, audience, used_by_bot, collection_id, review_by, owner_id }: ArticleView): ArticleDraft => ({
  title,
  body,
  lang,
  audience,
  used_by_bot,
  collection_id,
  review_by,
  owner_id,
});

export const same = (one: ArticleDraft, other: ArticleDraft): boolean => JSON.stringify(one) === JSON.stringify(other);

export function remember(article: string, unsaved: Unsaved): void {
  try {
    localStorage.setItem(key(article), JSON.stringify(unsaved));
  } catch {
    // Storage is full or forbidden: saving to the server goes on all the same.
  }
}

export function recall(article: string): Unsaved | undefined {
  try {
    return (JSON.parse(localStorage.getItem(key(article)) ?? "null") as Unsaved | null) ?? undefined;
  } catch {
    return undefined;
  }
}

export const forget = (article: string): void => localStorage.removeItem(key(article));
