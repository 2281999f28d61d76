/** The part of an address that a workspace's name suggests: "Juniper & Co." → "juniper-co". */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63);

/** What the server takes: the same rule as in its document. */
export const isSlug = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,62}$/.test(text);
