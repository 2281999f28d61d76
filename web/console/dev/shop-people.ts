const kinds = ["workspace", "agent", "team", "visitor", "conversation", "article", "collection", "suggestion", "handoff", "canned", "assignment", "turn"] as const;

/** A readable id that looks like the server's. */
export const id = (kind: (typeof kinds)[number], at: number): string =>
  `019300${(kinds.indexOf(kind) + 16).toString(16)}-0000-7000-8000-${at.toString(16).padStart(12, "0")}`;

export const people = { me: "Mei Tan" };

/** Minutes before now, as the server writes times. */
export const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
