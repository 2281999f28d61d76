import { h, type ComponentChildren } from "preact";
import { safeHref } from "@shared/text/safe-href";

/**
 * Elements of an article that are drawn. The server has sanitised the HTML already; this second list
 * means that a mistake there still cannot run anything here. What is not listed leaves its text.
 */
const allowed = new Set(
  "p br hr h1 h2 h3 h4 h5 h6 ul ol li strong b em i del s code pre blockquote table thead tbody tr th td a sub sup kbd dl dt dd".split(" "),
);
const dropped = new Set("script style template iframe object embed svg math noscript title head".split(" "));

/** Sanitised HTML as elements, without ever setting inner HTML. Ids stay, so that a source can point at its passage. */
export function drawArticle(html: string): ComponentChildren {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return drawChildren(parsed.body);
}

const drawChildren = (parent: Node): ComponentChildren[] => [...parent.childNodes].map(drawNode);

function drawNode(node: Node): ComponentChildren {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  const name = node.localName;
  if (dropped.has(name)) return null;
  if (name === "img") return drawPicture(node);
  const id = node.id || undefined;
  if (!allowed.has(name)) return <span id={id}>{drawChildren(node)}</span>;
  if (name === "a") return drawLink(node, id);
  if (name === "br" || name === "hr") return h(name, null);
  const element = h(demoted(name), { id }, drawChildren(node));
  return name === "table" ? <div class="rich-table">{element}</div> : element;
}

/** The article's title is the panel's h2. */
const demoted = (name: string) => (name === "h1" || name === "h2" ? "h3" : name === "h3" ? "h4" : name);

/** Pictures that are kept here; any other address would tell its owner who reads, and leaves its description. */
function drawPicture(node: Element) {
  const src = node.getAttribute("src") ?? "";
  const alt = node.getAttribute("alt") ?? "";
  return /^\/files\/[\da-f-]{36}\/[\da-f-]{36}$/.test(src) ? <img class="article-picture" src={src} alt={alt} loading="lazy" /> : alt;
}

function drawLink(node: Element, id: string | undefined): ComponentChildren {
  const href = safeHref(node.getAttribute("href") ?? "");
  if (!href) return <span id={id}>{drawChildren(node)}</span>;
  return (
    <a id={id} href={href} target="_blank" rel="noopener noreferrer nofollow">
      {drawChildren(node)}
    </a>
  );
}
