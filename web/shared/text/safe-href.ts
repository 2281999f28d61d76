const allowed = new Set(["http:", "https:", "mailto:"]);

/**
 * The address of a link that may be followed, or undefined. Relative addresses have no meaning in a
 * message, and a name or password before the host only serves to disguise it.
 */
export function safeHref(raw: string): string | undefined {
  if (!/^[a-z]+:/i.test(raw.trim())) return undefined;
  try {
    const url = new URL(raw.trim());
    if (!allowed.has(url.protocol) || url.username || url.password) return undefined;
    return url.href;
  } catch {
    return undefined;
  }
}

/** True when the visible text names another host than the link leads to. */
export function misleads(text: string, href: string): boolean {
  const named = /^(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/:?#]|$)/i.exec(text.trim())?.[1];
  if (!named || !href.startsWith("http")) return false;
  const bare = (host: string) => host.toLowerCase().replace(/^www\./, "");
  return bare(named) !== bare(new URL(href).hostname);
}
