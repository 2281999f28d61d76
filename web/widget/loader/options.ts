export interface LoaderOptions {
  workspace: string;
  /** Where the script came from: the only origin it talks to. */
  origin: string;
  lang: string;
  theme: string;
  side: "left" | "right";
  color: string | undefined;
}

/** What the script tag says. Without a workspace there is nothing to load. */
export function readOptions(script: HTMLScriptElement): LoaderOptions | undefined {
  const { workspace, lang, theme, position, color } = script.dataset;
  if (!workspace) return undefined;
  return {
    workspace,
    origin: new URL(script.src).origin,
    lang: lang || document.documentElement.lang || navigator.language,
    theme: theme ?? "",
    side: position === "left" ? "left" : "right",
    color: color && /^#[0-9a-f]{3,6}$/i.test(color) ? color : undefined,
  };
}

export function frameAddress({ origin, workspace, lang, theme }: LoaderOptions): string {
  const address = new URL("/widget/frame", origin);
  address.searchParams.set("workspace", workspace);
  address.searchParams.set("lang", lang);
  if (theme) address.searchParams.set("theme", theme);
  return address.href;
}
