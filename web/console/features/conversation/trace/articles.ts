import type { Turn } from "../api/get-turn";

interface Article {
  id: string;
  title: string;
  score: number;
  passages: number;
  cited: boolean;
  /** The sections that were cited. */
  sections: string[];
}

/** The passages that were found, by article: the score is the article's, and a reader thinks in articles. */
export function articlesOf(retrieval: Turn["retrieval"]): Article[] {
  const articles = new Map<string, Article>();
  for (const one of retrieval) {
    const article = articles.get(one.article_id) ?? { id: one.article_id, title: one.title, score: one.score, passages: 0, cited: false, sections: [] };
    article.passages += 1;
    article.score = Math.max(article.score, one.score);
    if (one.cited) {
      article.cited = true;
      if (one.section && !article.sections.includes(one.section)) article.sections.push(one.section);
    }
    articles.set(one.article_id, article);
  }
  return [...articles.values()];
}
