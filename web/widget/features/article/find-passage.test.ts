import { expect, test } from "vitest";
import { findPassage } from "./find-passage";

const article = document.createElement("div");
for (const [tag, text, id] of [
  ["h3", "When a parcel is late", "late"],
  ["p", "A parcel that left\n the depot reaches you within two working days.", ""],
  ["h3", "Lost", "lost"],
] as const) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (id) element.id = id;
  article.append(element);
}

test("the quoted words come first, the section's heading second", () => {
  expect(findPassage(article, { quote: "A parcel that left the **depot** reaches you within two working days. More of it.", anchor: "lost" })?.localName).toBe("p");
  expect(findPassage(article, { quote: "Not in this revision any more", anchor: "lost" })?.id).toBe("lost");
  expect(findPassage(article, { quote: "", anchor: 'x"]' })).toBeUndefined();
  expect(findPassage(article, {})).toBeUndefined();
});
