/** A list as people type it: one entry a line. Empty lines stay while one types. */
export const joined = (entries: readonly string[]): string => entries.join("\n");

export const listed = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Whether two settings say the same, whoever published them. */
export const same = <T extends { version: number }>(a: T, b: T): boolean => JSON.stringify({ ...a, version: 0 }) === JSON.stringify({ ...b, version: 0 });
