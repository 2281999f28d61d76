/** Names in a row, as the language writes one: "a, b, c", or 「甲、乙、丙」. */
export const listed = (names: string[], language: string): string => new Intl.ListFormat(language, { type: "conjunction", style: "narrow" }).format(names);
