import type { ComponentChildren } from "preact";
import type { Block, Inline } from "@shared/text/markdown-tree";
import { Code } from "./code";
import { gluedRuns } from "./glued-runs";

interface RichTextProps {
  blocks: readonly Block[];
  /** Draws the mark of a citation. */
  cite?(number: number): ComponentChildren;
}

/** The tree of a Markdown text as elements. */
export const RichText = ({ blocks, cite }: RichTextProps) => <>{blocks.map((block) => drawBlock(block, cite))}</>;

type Cite = RichTextProps["cite"];

export const drawInlines = (nodes: readonly Inline[], cite?: Cite): ComponentChildren =>
  gluedRuns(nodes).map((run) => (run.length > 1 ? <span class="glued">{run.map((node) => drawInline(node, cite))}</span> : run.map((node) => drawInline(node, cite))));

function drawInline(node: Inline, cite: Cite): ComponentChildren {
  if (typeof node === "string") return node;
  switch (node.kind) {
    case "strong":
      return <strong>{drawInlines(node.children, cite)}</strong>;
    case "em":
      return <em>{drawInlines(node.children, cite)}</em>;
    case "del":
      return <del>{drawInlines(node.children, cite)}</del>;
    case "code":
      return <Code text={node.text} />;
    case "break":
      return <br />;
    case "picture":
      return node.label; // messages have none
    case "cite":
      return cite?.(node.number) ?? null;
    case "link":
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer nofollow ugc">
          {drawInlines(node.children)}
        </a>
      );
  }
}

function drawBlock(block: Block, cite: Cite): ComponentChildren {
  switch (block.kind) {
    case "paragraph":
      return <p>{drawInlines(block.children, cite)}</p>;
    case "heading":
      // A heading inside a message would break the page's outline; it only looks like one.
      return <p class="rich-heading">{drawInlines(block.children, cite)}</p>;
    case "list":
      return drawList(block, cite);
    case "code":
      return <Code text={block.text} block />;
    case "quote":
      return <blockquote>{block.children.map((child) => drawBlock(child, cite))}</blockquote>;
    case "table":
      return drawTable(block, cite);
    case "rule":
      return <hr />;
  }
}

function drawList(block: Extract<Block, { kind: "list" }>, cite: Cite): ComponentChildren {
  const items = block.items.map((item) => <li>{item.map((child) => drawItemPart(child, cite))}</li>);
  return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
}

/** A list item of one line is a line, not a paragraph with its margins. */
const drawItemPart = (block: Block, cite: Cite) =>
  block.kind === "paragraph" ? <span class="rich-line">{drawInlines(block.children, cite)}</span> : drawBlock(block, cite);

function drawTable(block: Extract<Block, { kind: "table" }>, cite: Cite): ComponentChildren {
  return (
    <div class="rich-table">
      <table>
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th>{drawInlines(cell, cite)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>{drawInlines(cell, cite)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
