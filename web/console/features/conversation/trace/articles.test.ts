import { expect, test } from "vitest";
import { articlesOf } from "./articles";

const passage = (article_id: string, section: string, score: number, cited = false) => ({ article_id, title: article_id, section, score, cited });

test("passages are gathered by article, in the order in which they were found", () => {
  const list = articlesOf([passage("b", "One", 0.7), passage("b", "Two", 0.7, true), passage("a", "", 0.6, true), passage("b", "Two", 0.7, true)]);
  expect(list).toEqual([
    { id: "b", title: "b", score: 0.7, passages: 3, cited: true, sections: ["Two"] },
    { id: "a", title: "a", score: 0.6, passages: 1, cited: true, sections: [] },
  ]);
});
