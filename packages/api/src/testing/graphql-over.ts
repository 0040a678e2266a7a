/** What a GraphQL request over HTTP brought back. */
export interface GraphQLAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  extensions?: Record<string, unknown>;
}

export interface GraphQLOverOptions {
  /** `Bearer …` token, without the word. */
  token?: string;
  /** Session cookie, as `signUp` returns it. */
  cookie?: string;
  idempotencyKey?: string;
  headers?: Record<string, string>;
}

/** Sends one operation as a browser page of our own (with a cookie) or a backend (with a token) would. */
export async function graphqlOver(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  { token, cookie, idempotencyKey, headers = {} }: GraphQLOverOptions = {},
): Promise<GraphQLAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(cookie ? { cookie, origin: url } : {}),
      ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const body = text.startsWith("{") ? JSON.parse(text) : { errors: [{ message: text, extensions: {} }] };
  return { status: response.status, headers: response.headers, ...body };
}
