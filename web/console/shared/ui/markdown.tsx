import { Fragment, useMemo, type ReactNode } from "react";
import { parseMarkdown } from "@shared/text/markdown";
import type { Block, Inline } from "@shared/text/markdown-tree";
import css from "./markdown.module.css";

interface Props {
  text: string;
  /** What a "[n]" becomes; numbers that are not in the map stay text. */
  citations?: ReadonlyMap<number, (number: number) => ReactNode>;
  /** An article has headings with a rank; in a message they are only bold lines. */
  article?: boolean;
  /** Where pictures that the text names are served; without it their descriptions stand. */
  picture?(address: string): string | undefined;
}

/** Text from people and models, as elements. No HTML is ever made of it. */
export function Markdown({ text, citations, article, picture }: Props) {
  const blocks = useMemo(() => parseMarkdown(text, { citations: new Set(citations?.keys()), picture }), [text, citations, picture]);
  const inline = (nodes: Inline[]) => nodes.map((node, at) => <Fragment key={at}>{renderInline(node)}</Fragment>);

  function renderInline(node: Inline): ReactNode {
    if (typeof node === "string") return node;
    switch (node.kind) {
      case "strong":
        return <strong>{inline(node.children)}</strong>;
      case "em":
        return <em>{inline(node.children)}</em>;
      case "del":
        return <del>{inline(node.children)}</del>;
      case "code":
        return <code>{node.text}</code>;
      case "link":
        return (
          <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">
            {inline(node.children)}
          </a>
        );
      case "cite":
        return citations?.get(node.number)?.(node.number);
      case "picture":
        return <img src={node.src} alt={node.label} loading="lazy" />;
      case "break":
        return <br />;
    }
  }

  function renderBlock(block: Block): ReactNode {
    switch (block.kind) {
      case "paragraph":
        return <p>{inline(block.children)}</p>;
      case "heading":
        if (article) return <Heading level={block.level}>{inline(block.children)}</Heading>;
        return <p className={css.heading}>{inline(block.children)}</p>;
      case "list": {
        const items = block.items.map((item, at) => <li key={at}>{renderAll(item)}</li>);
        return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
      }
      case "code":
        return (
          <pre>
            <code>{block.text}</code>
          </pre>
        );
      case "quote":
        return <blockquote>{renderAll(block.children)}</blockquote>;
      case "table":
        return <Table head={block.head.map(inline)} rows={block.rows.map((row) => row.map(inline))} />;
      case "rule":
        return <hr />;
    }
  }

  const renderAll = (list: Block[]) => list.map((block, at) => <Fragment key={at}>{renderBlock(block)}</Fragment>);
  return <div className={css.markdown}>{renderAll(blocks)}</div>;
}

/** One rank down: the page's own title is the first. */
function Heading({ level, children }: { level: number; children: ReactNode }) {
  const Tag = `h${Math.min(6, level + 1)}` as "h2";
  return (
    <Tag className={css.title} data-level={level}>
      {children}
    </Tag>
  );
}

const Table = ({ head, rows }: { head: ReactNode[]; rows: ReactNode[][] }) => (
  <div className={css.table}>
    <table>
      <thead>
        <tr>
          {head.map((cell, at) => (
            <th key={at}>{cell}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, column) => (
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
