import createClient from "openapi-fetch";
import i18next from "i18next";
import type { components, paths } from "@shared/api/schema.gen";

type ProblemBody = components["schemas"]["Problem"];

/** What the server said went wrong. `title` is written for people, in their language. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(title || code);
  }

  static from(status: number, body: Partial<ProblemBody> | undefined): Problem {
    const fields = (body?.errors ?? []).map((error) => [error.location.replace(/^body\./, ""), error.message]);
    return new Problem(status, body?.code ?? "unknown", body?.title ?? "", Object.fromEntries(fields));
  }
}

/** The code of a failure that never reached the server. */
export const unreachable = "unreachable";

export const isProblem = (error: unknown, code?: string): error is Problem =>
  error instanceof Problem && (code === undefined || error.code === code);

/** What was asked for is not there: gone, never was, or an address that somebody mistyped. */
export const isMissing = (error: unknown) => isProblem(error) && [404, 422].includes(error.status);

export const api = createClient<paths>({
  baseUrl: location.origin,
  // Looked up at each call, so that stories and tests can put their own in its place.
  fetch: (request) => globalThis.fetch(request),
});

api.use({
  onRequest({ request }) {
    request.headers.set("Accept-Language", i18next.language ?? "en");
    return request;
  },
  onError() {
    return new Problem(0, unreachable, "");
  },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Unwraps an answer of the client: the data, or a Problem thrown. */
export async function ask<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (response.ok) return data as T;
  throw Problem.from(response.status, typeof error === "object" ? (error as Partial<ProblemBody>) : undefined);
}
