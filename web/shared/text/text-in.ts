/** A text that people of a workspace wrote, by language. */
export type Texts = Record<string, string>;

/** The text in a language, in another one where it is not written in that. */
export const textIn = (texts: Texts | undefined, language: string): string => texts?.[language] || texts?.en || texts?.zh || "";
