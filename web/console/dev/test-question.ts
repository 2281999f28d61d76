import type { ArticleView, TestResult } from "@console/shared/api/types";

const threshold = 0.45;

/** A ranking by shared words: enough to see the test box move. */
export function testQuestion(articles: readonly ArticleView[], question: string): TestResult {
  const words = [...new Set(question.toLowerCase().match(/[a-z]{3,}|\p{Script=Han}/gu) ?? [])];
  const ranking = articles
    .map((article) => {
      const text = `${article.title} ${article.body}`.toLowerCase();
      const lexical = words.filter((word) => text.includes(word)).length / Math.max(1, words.length);
      const title = words.filter((word) => article.title.toLowerCase().includes(word)).length / Math.max(1, words.length);
      return { article, score: Math.min(0.97, 0.7 * lexical + 0.4 * title), scores: { lexical, dense: lexical * 0.8, title } };
    })
    .filter(({ score }) => score > 0.1)
    .sort((a, b) => b.score - a.score)
    .slice(0, 6)
    .map(({ article, score, scores }, at) => ({
      article_id: article.id,
      title: article.title,
      lang: article.lang,
      section: /^## (.*)$/m.exec(article.body)?.[1] ?? "",
      passage: article.body.split("\n\n").filter((part) => !part.startsWith("#")).at(1)?.slice(0, 240) ?? "",
      score,
      scores,
      left_out: article.status !== "published" ? "not_published" : article.audience === "internal" ? "internal" : score < threshold ? "low_score" : at > 1 ? "not_needed" : undefined,
    }));
  const used = ranking.filter((hit) => !hit.left_out);
  const best = used[0];
  return {
    question,
    answered: !!best,
    confidence: ranking[0]?.score ?? 0,
    threshold,
    answer: best ? `${best.passage} [1]` : "",
    sources: used.map((hit, at) => ({ number: at + 1, article_id: hit.article_id, title: hit.title, section: hit.section, quote: hit.passage })),
    ranking,
    took_ms: 11.4,
  };
}
