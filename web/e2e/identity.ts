import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";

/** What the shop's own server would sign for the visitor who is signed in there. */
export function signed(secret: string, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const head = `${part({ alg: "HS256", typ: "JWT" })}.${part({ ...claims, exp: Math.floor(Date.now() / 1000) + 600 })}`;
  return `${head}.${createHmac("sha256", secret).update(head).digest("base64url")}`;
}

/** As the shop's pages do it. */
export const identify = (page: Page, token: string) => page.evaluate((token) => (window as unknown as { Firstline(what: string, who: object): void }).Firstline("identify", { token }), token);
