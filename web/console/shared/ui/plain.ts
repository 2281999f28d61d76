/** One line of Markdown without its marks, for previews: "**30 nights**[1]" → "30 nights". */
export const plain = (text: string): string =>
  text
    .replace(/\[(\d+)\]/g, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\*\*|__|`|^#+ /g, "")
    .replace(/\s+/g, " ")
    .trim();
