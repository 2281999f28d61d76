import type { Conditions } from "./api/rules";

/** The conditions a rule may have, in the order of the form. */
export const conditionKinds = ["words", "intents", "topics", "attributes", "languages", "pages", "hours", "min_anger", "max_valence", "min_turn", "min_misses"] as const;
export type ConditionKind = (typeof conditionKinds)[number];

/** What a condition begins with, when it is added. */
export function emptyCondition(kind: ConditionKind): Conditions {
  switch (kind) {
    case "attributes":
      return { attributes: { "": "" } };
    case "hours":
      return { hours: { from: "18:00", until: "09:00", days: [], zone: Intl.DateTimeFormat().resolvedOptions().timeZone } };
    case "min_anger":
      return { min_anger: 0.5 };
    case "max_valence":
      return { max_valence: -0.5 };
    case "min_turn":
      return { min_turn: 2 };
    case "min_misses":
      return { min_misses: 1 };
    default:
      return { [kind]: [] };
  }
}

export const present = (when: Conditions): ConditionKind[] => conditionKinds.filter((kind) => when[kind] !== undefined);

/** Without what is not filled in: a condition with no value would hold for everybody. */
export function settled(when: Conditions): Conditions {
  const kept: Conditions = {};
  for (const kind of present(when)) {
    const value = when[kind];
    if (Array.isArray(value) && value.length === 0) continue;
    if (kind === "attributes") {
      const filled = Object.entries(when.attributes ?? {}).filter(([name]) => name.trim());
      if (filled.length > 0) kept.attributes = Object.fromEntries(filled.map(([name, is]) => [name.trim(), is.trim() || "*"]));
      continue;
    }
    if ((kind === "min_anger" || kind === "min_turn" || kind === "min_misses") && !value) continue;
    Object.assign(kept, { [kind]: value });
  }
  return kept;
}

/** "tier = gold", one a line, and back. */
export const linesOf = (attributes: Record<string, string>): string => Object.entries(attributes).map(([name, value]) => (value ? `${name} = ${value}` : name)).join("\n");
export const attributesOf = (lines: string): Record<string, string> =>
  Object.fromEntries(
    lines
      .split("\n")
      .map((line) => line.split("="))
      .filter(([name]) => name?.trim())
      .map(([name = "", ...rest]) => [name.trim(), rest.join("=").trim()]),
  );
