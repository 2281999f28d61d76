import { expect, test } from "vitest";
import { findPassage } from "./find-passage";

const article = document.createElement("div");
article.append(
  ...new DOMParser().parseFromString(
    `<h3 id="late">When a parcel is late</h3>
     <p>A parcel that left\n the <b>depot</b> reaches you within two working days.</p>
     <ol><li>Open <i>My orders</i>, then Return</li><li>Print the label or show the code</li><li>Keep the receipt</li></ol>
     <h3 id="lost">Lost</h3>`,
    "text/html",
  ).body.childNodes,
);

const found = (quote?: string, anchor?: string) => findPassage(article, { quote, anchor }).map((element) => element.textContent?.slice(0, 12));

test("the quoted words come first, the section's heading second", () => {
  expect(found("A parcel that left the **depot** reaches you within two working days. More of it.", "lost")).toEqual(["A parcel tha"]);
  expect(found("Not in this revision any more", "lost")).toEqual(["Lost"]);
  expect(found("", 'x"]')).toEqual([]);
  expect(found()).toEqual([]);
});

test("a quote of several lines marks each of them", () => {
  expect(found("1. Open *My orders*, then Return\n2. Print the label or show the code", "late")).toEqual(["Open My orde", "Print the la"]);
});
