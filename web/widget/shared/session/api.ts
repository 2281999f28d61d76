import createClient from "openapi-fetch";
import type { components, paths } from "@shared/api/schema.gen";
import type { Lang } from "../locale/translate";

export type WidgetConfig = components["schemas"]["WidgetConfig"];
export type VisitorConversation = components["schemas"]["VisitorConversation"];
export type ArticlePage = components["schemas"]["ArticlePage"];
export type Source = components["schemas"]["Source"];

/** The visitor's REST operations. The token goes into a header, never into an address. */
export function createApi(origin: string, lang: Lang, token: () => string | undefined) {
  const client = createClient<paths>({ baseUrl: origin, headers: { "Accept-Language": lang } });
  client.use({
    onRequest({ request }) {
      const bearer = token();
      if (bearer) request.headers.set("Authorization", `Bearer ${bearer}`);
      return request;
    },
  });
  return client;
}

export type Api = ReturnType<typeof createApi>;

/** What an operation that did not succeed says to the person, if the server had words for it. */
export class RequestFailed extends Error {
  constructor(
    readonly status: number,
    readonly title: string | undefined,
  ) {
    super(title ?? `request failed with ${status}`);
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of an answer, or RequestFailed. */
export async function taken<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw new RequestFailed(response.status, (error as { title?: string } | undefined)?.title);
  return data as T;
}
