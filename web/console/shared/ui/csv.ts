/**
 * A table as spreadsheets open it: quoted where needed, and no cell that one would take for a formula,
 * because names in it are what somebody typed.
 */
export function csv(rows: (string | number)[][]): string {
  const cell = (value: string | number) => {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  // The mark at the beginning says that it is UTF-8, which spreadsheets do not expect.
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}
